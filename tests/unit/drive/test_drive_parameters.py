import pytest

from local.drive.parameters import read_parameters


@pytest.mark.parametrize(
    ("method", "sent", "taken"),
    [
        ("files.list", "1", 1),
        ("files.list", "1000", 1000),
        ("files.list", "5000", 1000),
        ("drives.list", "101", 100),
    ],
)
def test_more_than_a_page_is_taken_for_a_page(method: str, sent: str, taken: int) -> None:
    assert read_parameters(method, {"pageSize": sent})["pageSize"] == taken
