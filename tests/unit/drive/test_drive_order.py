import pytest

from local.drive.errors import DriveError
from local.drive.items import Item
from local.drive.mime import FOLDER
from local.drive.order import parse_order


def _item(name: str, modified_ns: int) -> Item:
    return Item(f"1{name}", "1root", name, FOLDER, 0, modified_ns)


ITEMS = [_item("Unit 12", 1), _item("unit 2", 2), _item("Unit 1", 2), _item("Unit 22", 1)]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("", ["Unit 12", "unit 2", "Unit 1", "Unit 22"]),
        ("name", ["Unit 1", "Unit 12", "Unit 22", "unit 2"]),
        ("name_natural", ["Unit 1", "unit 2", "Unit 12", "Unit 22"]),
        ("name_natural desc", ["Unit 22", "Unit 12", "unit 2", "Unit 1"]),
        ("modifiedTime desc, name_natural", ["Unit 1", "unit 2", "Unit 12", "Unit 22"]),
        ("starred,modifiedTime asc,name", ["Unit 12", "Unit 22", "Unit 1", "unit 2"]),
    ],
)
def test_items_are_sorted_by_the_first_key_and_then_by_the_next(order: str, expected: list[str]) -> None:
    assert [item.name for item in parse_order(order).sorted(ITEMS)] == expected


@pytest.mark.parametrize("order", ["colour", "name up", "name,", "name desc desc", ","])
def test_what_is_no_order_is_answered_400(order: str) -> None:
    with pytest.raises(DriveError) as refused:
        parse_order(order)
    assert (refused.value.answer.status, refused.value.answer.location) == (400, "orderBy")
