import http.client
from io import BytesIO

import httplib2
import pytest

from holescan.adapters.drive.download import MOST_BREAKS, LimitedFile, copy_media
from holescan.domain.errors import DependencyFailed, FileUnreadable, Throttled
from holescan.domain.reasons import Reason

Piece = bytes | Exception


class Answering:
    """A media request whose server answers each range with one of these, of a file of `total` bytes.

    Attributes:
        ranges: what was asked for.
        closed: how often the connections were given up.
    """

    uri = "http://127.0.0.1/drive/v3/files/1?alt=media"
    headers: dict[str, str] = {}  # noqa: RUF012 (the client library only reads it)

    def __init__(self, total: int, *pieces: Piece, status: int = 206) -> None:
        self.http = self
        self._total, self._pieces, self._status = total, iter(pieces), status
        self.ranges: list[str] = []
        self.closed = 0

    def request(self, _uri: str, method: str, headers: dict[str, str]) -> tuple[httplib2.Response, bytes]:
        self.ranges.append(f"{method} {headers['range']}")
        first = headers["range"].removeprefix("bytes=").partition("-")[0]
        piece = next(self._pieces)
        if isinstance(piece, Exception):
            raise piece
        answer = {"status": str(self._status), "content-range": f"bytes {first}-9/{self._total}"}
        return httplib2.Response(answer), piece

    def close(self) -> None:
        self.closed += 1


def broken_after(content: bytes) -> Exception:
    return http.client.IncompleteRead(content, 1)


def test_pieces_are_put_together_and_hashed() -> None:
    target = LimitedFile(BytesIO(), max_bytes=9)
    was_broken = copy_media(Answering(6, b"abc", b"def"), target)
    assert (target.size, target.md5) == (6, "e80b5017098950fc58aad83c8c14978e")
    assert not was_broken


@pytest.mark.parametrize("broken", [broken_after(b"c"), ConnectionResetError(), TimeoutError(), broken_after(b"")])
def test_a_broken_connection_is_taken_up_at_the_byte_where_it_broke(broken: Exception) -> None:
    written = BytesIO()
    left = b"abcdef"[2 + len(getattr(broken, "partial", b"")) :]
    request = Answering(6, b"ab", broken, left)

    assert copy_media(request, LimitedFile(written, max_bytes=9))
    assert written.getvalue() == b"abcdef"
    assert request.ranges == ["GET bytes=0-9", "GET bytes=2-9", f"GET bytes={6 - len(left)}-9"]
    assert request.closed == 1


def test_a_connection_that_breaks_again_and_again_is_given_up() -> None:
    request = Answering(60, *[broken_after(b"a")] * (MOST_BREAKS + 1), b"")
    with pytest.raises(DependencyFailed):
        copy_media(request, LimitedFile(BytesIO(), max_bytes=99))
    assert len(request.ranges) == MOST_BREAKS + 1


def test_a_server_that_is_not_there_is_not_asked_twice() -> None:
    request = Answering(60, ConnectionRefusedError(), b"abc")
    with pytest.raises(DependencyFailed):
        copy_media(request, LimitedFile(BytesIO(), max_bytes=99))
    assert len(request.ranges) == 1


def test_a_server_that_sends_nothing_more_does_not_hold_the_worker_for_ever() -> None:
    with pytest.raises(DependencyFailed):
        copy_media(Answering(6, b"abc", b"", b"def"), LimitedFile(BytesIO(), max_bytes=9))


def test_no_byte_above_the_limit_is_written() -> None:
    written = BytesIO()
    with pytest.raises(FileUnreadable) as failed:
        copy_media(Answering(4, b"abc", b"def"), LimitedFile(written, max_bytes=5))
    assert failed.value.reason is Reason.TOO_LARGE
    assert written.getvalue() == b"abc"


def test_a_file_that_says_it_is_too_large_is_not_fetched() -> None:
    request = Answering(60, b"abc", b"def")
    with pytest.raises(FileUnreadable) as failed:
        copy_media(request, LimitedFile(BytesIO(), max_bytes=5))
    assert failed.value.reason is Reason.TOO_LARGE
    assert len(request.ranges) == 1


def test_no_more_than_the_limit_and_one_byte_is_ever_asked_for() -> None:
    request = Answering(5, b"abc", b"de")
    copy_media(request, LimitedFile(BytesIO(), max_bytes=5))
    assert request.ranges == ["GET bytes=0-5", "GET bytes=3-5"]


def test_a_server_that_knows_no_ranges_is_taken_at_its_first_word_only() -> None:
    whole = BytesIO()
    assert not copy_media(Answering(6, b"abcdef", status=200), LimitedFile(whole, max_bytes=9))
    assert whole.getvalue() == b"abcdef"
    with pytest.raises(DependencyFailed):
        copy_media(Answering(6, broken_after(b"ab"), b"abcdef", status=200), LimitedFile(BytesIO(), max_bytes=9))


def test_an_error_in_mid_file_is_what_drive_says_it_is() -> None:
    with pytest.raises(Throttled):
        copy_media(Answering(6, b"{}", status=429), LimitedFile(BytesIO(), max_bytes=9))
