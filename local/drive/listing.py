"""files.list over the tree: one page at a time, each going on after the last name of the page before.

Where an order is asked for, all that is wanted is sorted for each page, and a page goes on by count.
"""

import base64
import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from local.drive.errors import invalid_value
from local.drive.items import Item, Tree
from local.drive.order import Order
from local.drive.query import parse_query


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Items and the token of the page after them, "" on the last."""

    items: tuple[Item, ...]
    next_token: str


@dataclass(frozen=True, slots=True)
class _Place:
    """The last item given: a name in one of the searched folders, so that files that come or go shift nothing.

    Of a sorted listing `folder` counts the items given.
    """

    folder: int = 0
    name: str = ""


_AS_THEY_LIE = Order()


def _any(_item: Item) -> bool:
    return True


def list_page(
    tree: Tree,
    query: str,
    page_size: int,
    page_token: str,
    is_listable: Callable[[Item], bool] = _any,
    order: Order = _AS_THEY_LIE,
) -> ItemPage:
    """The listable items that the query wants, after the place the token names ("" from the beginning)."""
    bound_to = f"{query} {order.keys}"
    place = _read_token(page_token, bound_to) if page_token else _Place()
    if order.keys:
        every = (item for _, item in _items_after(tree, query, _Place()) if is_listable(item))
        return _ordered_page(order.sorted(every), bound_to, place.folder, page_size)
    wanted = (each for each in _items_after(tree, query, place) if is_listable(each[1]))
    found = list(islice(wanted, page_size + 1))
    page = found[:page_size]
    next_token = _token(page[-1][0], bound_to) if len(found) > page_size else ""
    return ItemPage(tuple(item for _, item in page), next_token)


def _ordered_page(items: Sequence[Item], bound_to: str, start: int, page_size: int) -> ItemPage:
    end = start + page_size
    return ItemPage(tuple(items[start:end]), _token(_Place(end), bound_to) if end < len(items) else "")


def _items_after(tree: Tree, query: str, place: _Place) -> Iterator[tuple[_Place, Item]]:
    condition = parse_query(query, tree.root_id)
    parents = condition.parents
    folders = [tree.item(parent) for parent in parents] if parents else list(tree.folders())
    for index in range(place.folder, len(folders)):
        after = place.name if index == place.folder else ""
        for name, item in _children_after(tree, folders[index], after):
            if condition.holds(item):
                yield _Place(index, name), item


def _children_after(tree: Tree, folder: Item, name: str) -> Iterator[tuple[str, Item]]:
    names = tree.child_names(folder)
    for position in range(bisect_right(names, name), len(names)):
        if item := tree.child(folder, names[position]):
            yield names[position], item


def _token(place: _Place, bound_to: str) -> str:
    content = json.dumps([_digest(bound_to), place.folder, place.name])
    return base64.urlsafe_b64encode(content.encode()).decode()


def _read_token(token: str, bound_to: str) -> _Place:
    try:
        digest, folder, name = json.loads(base64.urlsafe_b64decode(token))
    except ValueError:
        raise invalid_value("pageToken") from None
    if digest != _digest(bound_to):
        raise invalid_value("pageToken")
    return _Place(folder, name)


def _digest(bound_to: str) -> str:
    return hashlib.sha256(bound_to.encode()).hexdigest()[:16]
