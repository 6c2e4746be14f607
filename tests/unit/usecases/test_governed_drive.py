"""Drive behind the governor: what costs units waits for its turn, and nothing is asked for that nobody has units for."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from holescan.domain.access import Access
from holescan.domain.drive_links import Place
from holescan.domain.errors import Throttled, TurnTooLate
from holescan.domain.files import FileRef
from holescan.domain.ids import account_of_permission
from holescan.domain.quota import DOWNLOAD_UNITS, LIST_UNITS, RANGE_BYTES, Pace
from holescan.steps.governed_drive import GovernedDrive
from holescan.steps.governor import Governor, Quota
from tests.builders import NOON
from tests.fakes.clock import FixedClock
from tests.fakes.drive import ROOT_ID, FolderDrive
from tests.fakes.quota import MemoryQuotaLedger

ACCESS = Access("token")
QUOTA = Quota(user=Pace(300 * DOWNLOAD_UNITS), project=Pace(600 * DOWNLOAD_UNITS))


class Line:
    """A drive of one file, its governors and their ledger."""

    def __init__(self) -> None:
        self.ledger, self.clock = MemoryQuotaLedger(), FixedClock()
        self.governors: dict[str, Governor] = {}
        self.plain = FolderDrive({"a.txt": b"HOLE-1"})
        self.drive = GovernedDrive(self.plain, self._governor)

    def _governor(self, user: str) -> Governor:
        return self.governors.setdefault(user, Governor(self.ledger, self.clock, QUOTA, user))

    @property
    def file(self) -> FileRef:
        return self.plain.files[0]


def test_a_download_and_a_listing_take_their_units(tmp_path: Path) -> None:
    line = Line()
    with line.drive.open(ACCESS) as source:
        root = source.find(Place(ROOT_ID))
        assert line.ledger.used(NOON.date()) == 0
        source.download(line.file, tmp_path / "a", max_bytes=100)
        source.list_folders([root], "")  # type: ignore[list-item]  # the root is a folder
        taken = line.ledger.used(NOON.date()) - line.governors[ACCESS.user].left
    assert taken == DOWNLOAD_UNITS + LIST_UNITS
    assert (tmp_path / "a").read_bytes() == b"HOLE-1"


@pytest.mark.parametrize(
    ("size_bytes", "requests"), [(0, 1), (RANGE_BYTES, 1), (RANGE_BYTES + 1, 2), (None, 1), (101 * RANGE_BYTES, 0)]
)
def test_a_large_file_takes_the_units_of_each_request_for_it_and_one_that_is_too_large_none(
    tmp_path: Path, size_bytes: int | None, requests: int
) -> None:
    line = Line()
    with line.drive.open(ACCESS) as source:
        file = replace(line.file, size_bytes=size_bytes)
        source.download(file, tmp_path / "a", max_bytes=100 * RANGE_BYTES)
    taken = line.ledger.used(NOON.date()) - line.governors[ACCESS.user].left
    assert taken == requests * DOWNLOAD_UNITS


def test_all_tokens_of_an_account_share_a_governor_and_a_token_of_nobody_knows_whom_has_its_own() -> None:
    line = Line()
    accounts = [account_of_permission(number) for number in ("1", "1", "2")]
    known = [Access(f"token-{n}", account) for n, account in enumerate(accounts)]
    for access in (*known, ACCESS, ACCESS, Access("another")):
        with line.drive.open(access):
            pass
    assert set(line.governors) == {accounts[0], accounts[2], ACCESS.user, Access("another").user}
    assert not any("token" in user for user in line.governors)


def test_without_units_drive_is_not_asked(tmp_path: Path) -> None:
    line = Line()
    with line.drive.open(ACCESS) as source:
        line.governors[ACCESS.user].take(300 * DOWNLOAD_UNITS)
        line.clock.advance(-60)
        line.governors.clear()
    with line.drive.open(ACCESS) as source, pytest.raises(Throttled):
        source.download(line.file, tmp_path / "a", max_bytes=100)
    assert not (tmp_path / "a").exists()


def test_a_download_whose_turn_comes_too_late_is_not_waited_for(tmp_path: Path) -> None:
    line = Line()
    with line.drive.open(ACCESS) as source:
        line.governors[ACCESS.user].take(300 * DOWNLOAD_UNITS)
        line.clock.advance(-10)
        line.governors.clear()
    soon = line.clock.now() + timedelta(seconds=5)
    with line.drive.open(ACCESS, until=soon) as source, pytest.raises(TurnTooLate):
        source.download(line.file, tmp_path / "a", max_bytes=100)
    assert not (tmp_path / "a").exists()
