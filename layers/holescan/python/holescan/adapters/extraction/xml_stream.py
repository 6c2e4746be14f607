"""XML of Office files as a stream of events: no tree is built, so a part of any size costs no memory."""

from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.parsers import expat

from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason

Attributes = dict[str, str]


class Events(Protocol):
    """Who listens. Names come without their namespace prefix: producers choose prefixes as they like."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        ...

    def end(self, name: str) -> None:
        """It ends."""
        ...

    def text(self, text: str) -> None:
        """Character data."""
        ...


def stream(chunks: Iterable[bytes], events: Events) -> None:
    """Send a part's elements and text to `events`; raises as `steps`."""
    for _ in steps(chunks, events):
        pass


def steps(chunks: Iterable[bytes], events: Events) -> Iterator[None]:
    """The same, with a pause after each chunk, so that what was collected can be handed on.

    Raises:
        FileUnreadable: the XML is broken, or declares entities, which no Office program writes.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: events.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: events.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = events.text
    parser.EntityDeclHandler = _refuse_entity
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise FileUnreadable(Reason.CORRUPT, expat.errors.messages[error.code]) from error
    except LookupError as error:
        raise FileUnreadable(Reason.CORRUPT, "encoding that does not exist") from error
    yield


def _refuse_entity(*_: object) -> None:
    raise FileUnreadable(Reason.CORRUPT, "declares entities")


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute by its name without prefix; "" when it is absent."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if key.endswith(":" + name)), "")
