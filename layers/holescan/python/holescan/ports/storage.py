"""What is too large for the record, or too secret: logs, lists, uploads, reports, tokens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from holescan.domain.access import Access
from holescan.domain.files import FileRef
from holescan.domain.ids import OwnerId, SessionId
from holescan.domain.listing import LoggedPage
from holescan.domain.matching import CompiledCodes
from holescan.domain.session import Session
from holescan.protocol.rows import Row


class PageLog(Protocol):
    """The listing as a log of objects, each written once (law 2)."""

    def write_once(self, session_id: SessionId, page: LoggedPage) -> LoggedPage:
        """Store page n unless it is stored; answers the stored one, which may be another lister's."""
        ...

    def pages(self, session_id: SessionId) -> Iterator[LoggedPage]:
        """The stored pages from 0 on, up to the first that is missing."""
        ...


class RetryLog(Protocol):
    """The files of each epoch after the first: what a retry set out to examine (law 11)."""

    def write_once(self, session_id: SessionId, epoch: int, files: Sequence[FileRef]) -> int:
        """Store the list unless one is stored; answers how many files the stored one has."""
        ...

    def files(self, session_id: SessionId, epoch: int) -> Iterator[FileRef]:
        """The stored list."""
        ...


class CodeLists(Protocol):
    """The codes of a scan, as typed and compiled."""

    def put(self, session_id: SessionId, codes: Sequence[str], compiled: CompiledCodes) -> None:
        """Store both; repeated calls write the same."""
        ...

    def codes(self, session_id: SessionId) -> tuple[str, ...]:
        """In the order of the user's list."""
        ...

    def compiled(self, session_id: SessionId) -> CompiledCodes:
        """Ready to match."""
        ...


@dataclass(frozen=True, slots=True)
class UploadOffer:
    """Where and how to PUT a code sheet."""

    url: str
    headers: dict[str, str]
    expires_in_s: int


class Uploads(Protocol):
    """Code sheets too large for a message, each under its owner's prefix."""

    def offer(self, owner: OwnerId, upload_id: str, size_bytes: int) -> UploadOffer:
        """A presigned PUT: size signed, never over an existing object, five minutes."""
        ...

    def fetch(self, owner: OwnerId, upload_id: str, target: Path) -> bool:
        """Copy the upload to `target`; False when this owner has none of this id."""
        ...


class Reports(Protocol):
    """Finished workbooks."""

    def put(self, key: str, workbook: Path) -> None:
        """Store under the key."""
        ...

    def link(self, key: str) -> str:
        """A presigned link that downloads the workbook; good for LINK_LIFE_S at most."""
        ...


class Snapshots(Protocol):
    """Files of rows, each for a viewer who comes late; kept for a day."""

    def put(self, session_id: SessionId, name: str, rows: Iterable[Row]) -> None:
        """Store all rows as they come, never all in memory; nothing where taking them fails."""
        ...

    def link(self, session_id: SessionId, name: str) -> str | None:
        """A presigned link to gzip of one JSON row a line, good for LINK_LIFE_S at most; None where none is stored."""
        ...


LINK_LIFE_S = 900
"""Presigned links die with the credentials that signed them, so none is promised for longer than a quarter hour."""


class TokenVault(Protocol):
    """The caller's Google token, sealed with session and owner as encryption context, and whose it is.

    "" is kept like a token: the scan reads Drive as the deployment does.
    """

    def seal(self, session: Session, generation: int, access: Access) -> None:
        """Keep the token; replaces an older generation."""
        ...

    def unseal(self, session_id: SessionId) -> Access:
        """The current token.

        Raises:
            TokenRefused: none is kept (any more).
        """
        ...

    def forget(self, session_id: SessionId) -> None:
        """The scan is over: remove it."""
        ...
