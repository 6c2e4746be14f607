"""The local Drive issues tokens as Google's OAuth server does, and refuses them when they are dead."""

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest

from holescan.adapters.drive import GoogleDrive
from holescan.domain.access import Access
from holescan.domain.drive_links import MY_DRIVE
from holescan.domain.errors import TokenRefused
from local.drive.server import ServedDrive, serving
from tests.sign_in import new_token, revoke

STANDING = "a-refresh-token"


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[ServedDrive]:
    with serving(tmp_path, token=STANDING) as served:
        yield served


def name_of_root(drive: ServedDrive, token: str) -> str:
    with GoogleDrive(drive.url).open(Access(token)) as source:
        return source.find(MY_DRIVE).name


def test_an_issued_token_opens_the_drive_until_it_is_revoked(drive: ServedDrive, tmp_path: Path) -> None:
    token = new_token(drive.url, STANDING)
    assert name_of_root(drive, token) == tmp_path.name
    revoke(drive.url, token)
    with pytest.raises(TokenRefused):
        name_of_root(drive, token)


def test_a_token_dies_after_so_many_requests(drive: ServedDrive) -> None:
    token = new_token(drive.url, STANDING, requests=1)
    name_of_root(drive, token)
    with pytest.raises(TokenRefused):
        name_of_root(drive, token)


def test_nobody_gets_a_token_for_nothing(drive: ServedDrive) -> None:
    with pytest.raises(HTTPError, match="400"):
        new_token(drive.url, "guessed")
