"""What messages are made of: a row for each thing that was found, was not found, or was not examined."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from holescan.domain.examination import How, NearMissKind
from holescan.domain.reasons import Reason

MAX_CODES_IN_MESSAGE = 20
MAX_UNREAD_IN_MESSAGE = 20
MAX_HOLE_CODE_BYTES = 1024
MAX_NEAR_IN_ROW = 5
MAX_NAMES_IN_ROW = 20


class Sent(BaseModel):
    """Base of everything sent: no field that the model does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CodeFound(Sent):
    """One code on one drawing. `page` is from 1 and null where there are none; `pages` holds at most 20."""

    code: str
    found_as: str
    how: How
    weak: bool
    count: int
    page: int | None
    pages: tuple[int, ...] = Field(max_length=20)
    place: str | None
    snippet: str


class UnreadPart(Sent):
    """A part of a file that nobody read; `place` is "" for the whole file."""

    place: str
    reason: Reason


class MatchRow(Sent):
    """A file with at least one code. `hole_code` joins the codes by ", ", cut at 1 KB; `codes` holds at most 20."""

    hole_code: str
    file_name: str
    status: str
    pdf_link: str
    file_id: str
    path: str
    attempt: int
    epoch: int
    codes: tuple[CodeFound, ...] = Field(max_length=MAX_CODES_IN_MESSAGE)
    codes_total: int
    unread: tuple[UnreadPart, ...] = Field(max_length=MAX_UNREAD_IN_MESSAGE)
    unread_total: int


class FailureRow(Sent):
    """A file that was not examined or a folder that was not listed completely; `message` says what to do."""

    kind: Literal["file", "folder"]
    file_id: str
    file_name: str
    path: str
    pdf_link: str
    attempt: int
    epoch: int
    reason: Reason
    message: str
    unread: tuple[UnreadPart, ...] = Field(max_length=MAX_UNREAD_IN_MESSAGE)
    unread_total: int


class NearMiss(Sent):
    """A place that almost carries a code, and why it does not count as one."""

    found_as: str
    why: NearMissKind
    file_id: str
    file_name: str
    path: str
    pdf_link: str
    page: int | None
    place: str | None


class CodeRow(Sent):
    """A code that was found: in how many files and places, and the names of the first few files."""

    code: str
    weak: bool
    files: int
    places: int
    file_names: tuple[str, ...] = Field(max_length=MAX_NAMES_IN_ROW)


class NotFoundRow(Sent):
    """A code that no file carries, and where something like it stands."""

    code: str
    near: tuple[NearMiss, ...] = Field(max_length=MAX_NEAR_IN_ROW)


class ExaminedFile(Sent):
    """A file that a retry read to its end, without a code."""

    file_id: str
    epoch: int
    attempt: int


ResultRow = MatchRow | FailureRow | CodeRow | NotFoundRow | CodeFound | UnreadPart
