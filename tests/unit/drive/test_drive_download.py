from io import BytesIO

import httplib2
import pytest

from holescan.adapters.drive.download import LimitedFile, copy_media
from holescan.domain.errors import DependencyFailed, FileUnreadable
from holescan.domain.reasons import Reason


class Answering:
    """A media request whose server gives these pieces of a file of `total` bytes, one a range."""

    uri = "http://127.0.0.1/drive/v3/files/1?alt=media"
    headers: dict[str, str] = {}  # noqa: RUF012 (the client library only reads it)

    def __init__(self, total: int, *pieces: bytes) -> None:
        self.http = self
        self._total, self._pieces = total, iter(pieces)
        self.ranges: list[str] = []

    def request(self, _uri: str, method: str, headers: dict[str, str]) -> tuple[httplib2.Response, bytes]:
        self.ranges.append(f"{method} {headers['range']}")
        return httplib2.Response({"status": "206", "content-range": f"bytes 0-0/{self._total}"}), next(self._pieces)


def test_pieces_are_put_together_and_hashed() -> None:
    target = LimitedFile(BytesIO(), max_bytes=9)
    copy_media(Answering(6, b"abc", b"def"), target)
    assert (target.size, target.md5) == (6, "e80b5017098950fc58aad83c8c14978e")


def test_a_server_that_sends_nothing_more_does_not_hold_the_worker_for_ever() -> None:
    with pytest.raises(DependencyFailed):
        copy_media(Answering(6, b"abc", b"", b"def"), LimitedFile(BytesIO(), max_bytes=9))


def test_no_byte_above_the_limit_is_written() -> None:
    written = BytesIO()
    with pytest.raises(FileUnreadable) as failed:
        copy_media(Answering(60, b"abc", b"def"), LimitedFile(written, max_bytes=5))
    assert failed.value.reason is Reason.TOO_LARGE
    assert written.getvalue() == b"abc"


def test_no_more_than_the_limit_and_one_byte_is_ever_asked_for() -> None:
    request = Answering(3, b"abc")
    copy_media(request, LimitedFile(BytesIO(), max_bytes=5))
    assert request.ranges == ["GET bytes=0-5"]
