"""Where the client secret comes from, and who may read it."""

import stat
from pathlib import Path

import pytest

from client.environment import ClientEnvironment
from client.errors import WrongUsage
from client.identity import client_secret


def environment(tmp_path: Path, client: str = "") -> ClientEnvironment:
    return ClientEnvironment(token="", client=client, state_home=tmp_path)


def test_a_secret_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    first = client_secret(environment(tmp_path))
    assert client_secret(environment(tmp_path)) == first
    assert stat.S_IMODE((tmp_path / "holescan" / "client").stat().st_mode) == 0o600


def test_two_homes_have_two_secrets(tmp_path: Path) -> None:
    assert client_secret(environment(tmp_path / "a")) != client_secret(environment(tmp_path / "b"))


def test_the_variable_may_hold_the_secret_itself(tmp_path: Path) -> None:
    assert client_secret(environment(tmp_path, "B" * 43)) == "B" * 43


def test_the_variable_may_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere"
    secret = client_secret(environment(tmp_path, str(path)))
    assert path.read_text() == secret


def test_a_file_that_holds_something_else_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "notes"
    path.write_text("my notes")
    with pytest.raises(WrongUsage, match="no client secret"):
        client_secret(environment(tmp_path, str(path)))
    assert path.read_text() == "my notes"
