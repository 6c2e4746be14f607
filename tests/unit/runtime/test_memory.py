"""A warm process remembers what it found, and nothing that it did not find."""

from holescan.runtime.memory import remembering

MOST = 2


class Shelf:
    """Remembers what it was asked for."""

    def __init__(self, **known: int) -> None:
        self.known = known
        self.asked: list[str] = []

    def find(self, name: str) -> int | None:
        self.asked.append(name)
        return self.known.get(name)


def test_what_was_found_is_asked_for_once() -> None:
    shelf = Shelf(a=1)
    ask = remembering(shelf.find, MOST)
    assert [ask("a"), ask("a")] == [1, 1]
    assert shelf.asked == ["a"]


def test_what_was_not_found_is_asked_for_again() -> None:
    shelf = Shelf()
    ask = remembering(shelf.find, MOST)
    assert ask("a") is None
    shelf.known["a"] = 1
    assert ask("a") == 1


def test_only_the_latest_are_kept() -> None:
    shelf = Shelf(a=1, b=2, c=3)
    ask = remembering(shelf.find, MOST)
    for name in "abca":
        ask(name)
    assert shelf.asked == ["a", "b", "c", "a"]
