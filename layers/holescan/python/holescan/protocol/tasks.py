"""Queue bodies: ids, the epoch and at most one file reference; never the code list, never a token."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from holescan.domain.files import FileRef
from holescan.domain.ids import SessionId


class Task(BaseModel):
    """Base of every queue body. A task of an absent, expired or older-epoch session is acknowledged and dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    session_id: SessionId
    epoch: int


class ListTask(Task):
    """List the folder of a session from where its page log ends.

    `hop` counts the invocations one listing took: it goes on in a fresh one before its time is up. `redrive_from` asks
    to queue anew what is unsettled, but for so many files at the beginning of the log that were looked at; null: not.
    """

    kind: Literal["list"] = "list"
    hop: int = 0
    redrive_from: int | None = None


class ScanTask(Task):
    """Examine one file.

    `hop` counts how often it was sent again because Drive or text recognition asked for fewer requests. `tried` is how often
    it was received before it came into quarantine; 0: it did not.
    """

    kind: Literal["scan"] = "scan"
    file: FileRef
    hop: int = 0
    tried: int = 0


class ReportTask(Task):
    """Look whether the scan is over and, if so, write its report. Asking twice is harmless."""

    kind: Literal["report"] = "report"


AnyTask: TypeAdapter[ScanTask | ListTask | ReportTask] = TypeAdapter(
    Annotated[ScanTask | ListTask | ReportTask, Field(discriminator="kind")]
)
"""For the dead-letter consumer, which reads four queues: a dead report must not pass for a dead listing."""
