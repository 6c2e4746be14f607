"""The emulator alone, with and without our patches; the whole local world is tests/local_world.py."""

from collections.abc import Iterator

import pytest

from tests.integration.toy import Toy, toy_on_emulator


@pytest.fixture(scope="session")
def patched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toy]:
    yield from toy_on_emulator(tmp_path_factory.mktemp("patched"), stock=False)


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toy]:
    yield from toy_on_emulator(tmp_path_factory.mktemp("stock"), stock=True)
