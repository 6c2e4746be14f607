"""Web pages, SVG and XML: where their words stand, and what they show without words."""

from base64 import b64encode
from urllib.parse import quote

import pytest

from holescan.adapters.extraction.limits import ExtractionLimits
from holescan.adapters.extraction.markup import text_of_markup
from holescan.adapters.extraction.reading import Source
from holescan.adapters.extraction.rendering import tiles_of
from holescan.domain.reasons import Reason
from holescan.domain.text import Unread
from tests.unit.extraction.drawings import picture_file
from tests.unit.extraction.readers import Read


def words(markup: str) -> list[str]:
    return text_of_markup(markup).split()


@pytest.mark.parametrize("tag", ["b", "mark", "del", "nobr", "kbd"])
def test_a_tag_may_change_its_looks_in_the_middle(tag: str) -> None:
    assert words(f"<p>HO<{tag}>LE</{tag}>-1</p>") == ["HOLE-1"]


@pytest.mark.parametrize(
    "markup",
    [
        '<form><input value="HOLE-1"><textarea>HOLE-2</textarea></form>',
        '<img alt="HOLE-1"><p>HOLE-2',
        "<![if !supportLists]>HOLE-1<![endif]><p>HOLE-2</p>",
        "<!--[if mso]>HOLE-0<![endif]--><td>HOLE-1</td><td>HOLE-2</td>",
        "<a><![CDATA[HOLE-1 HOLE-2]]></a>",
        "<script>HOLE-0</script><p>HOLE-1</p>HOLE-2<style>HOLE-0</style>",
    ],
)
def test_a_page_says_what_it_shows(markup: str) -> None:
    assert words(markup) == ["HOLE-1", "HOLE-2"]


@pytest.mark.parametrize(
    ("spans", "lines"),
    [
        ('<tspan x="0" y="0">HOLE-1</tspan><tspan x="0" y="20">HOLE-2</tspan>', ["HOLE-1", "HOLE-2"]),
        ('<tspan x="0">HOLE-1</tspan><tspan x="0" dy="1.2em">HOLE-2</tspan>', ["HOLE-1", "HOLE-2"]),
        ('<tspan x="0 6 9" y="5 5 5">HOL</tspan><tspan y="5" dy="0">E-1</tspan>', ["HOLE-1"]),
        ("<tspan>HOL</tspan><tspan>E-1</tspan>", ["HOLE-1"]),
        ('<tspan y="5" x="0">HOL</tspan><tspan y="5" x="9">E-1</tspan>', ["HOLE-1", "HOL\tE-1"]),
        ('<tspan y="5" x="0">HOLE-1</tspan><tspan y="5" x="99">A-2</tspan>', ["HOLE-1A-2", "HOLE-1\tA-2"]),
    ],
)
def test_spans_of_svg_are_lines_by_their_height(spans: str, lines: list[str]) -> None:
    text = text_of_markup(f"<svg><text>{spans}</text><text>B-3</text></svg>")
    assert [line for line in text.split("\n") if line] == [*lines, "B-3"]


def test_xml_keeps_words_in_attributes_and_records() -> None:
    markup = '<?xml version="1.0"?><Plant><Pipe TagName="HOLE-1"/><code>HOLE-2</code><code>HO<B>LE</B>-3</code></Plant>'
    assert words(markup) == ["HOLE-1", "HOLE-2", "HOLE-3"]


@pytest.mark.parametrize("root", ["svg", "html"])
def test_attributes_of_pages_and_drawings_are_no_words(root: str) -> None:
    assert words(f'<?xml version="1.0"?><{root} id="HOLE-0"><path d="M1042"/>HOLE-1</{root}>') == ["HOLE-1"]


@pytest.mark.parametrize(
    "address",
    [
        f"data:image/png;base64,{b64encode(picture_file(size=(400, 300))).decode().rstrip('=')}",
        f"data:image/png,{quote(picture_file(size=(400, 300)))}",
    ],
)
@pytest.mark.parametrize("tag", ["img src", "image width='9' xlink:href", "image href"])
def test_a_picture_inside_waits_for_recognition(read_bytes: Read, tag: str, address: str) -> None:
    content = f'<svg><{tag}="{address}"/></svg>'.encode()
    text = read_bytes(content, "a.svg")
    assert text.unread == (Unread("picture 1", Reason.NEEDS_OCR),)
    (picture,) = text.pictured
    assert list(tiles_of(Source(content, "a.svg", ExtractionLimits()), picture.number))


@pytest.mark.parametrize(
    ("tag", "places"),
    [
        ('<img src="plan.png" width="800px" height=600>', ["linked picture 1"]),
        ('<img src="logo.png" width="80" height="60"><img src="a.png">', []),
        ('<image xlink:href="plan.png"/>', ["linked picture 1"]),
        ('<iframe src="sheet.htm"></iframe><frame src="b.htm">', ["linked page 1", "linked page 2"]),
        ("<iframe></iframe>", []),
    ],
)
def test_what_lies_elsewhere_is_unread(read_bytes: Read, tag: str, places: list[str]) -> None:
    text = read_bytes(f"<html>{tag}</html>".encode(), "a.html")
    assert text.unread == tuple(Unread(place, Reason.UNSUPPORTED) for place in places)


@pytest.mark.parametrize(
    ("drawing", "places"),
    [
        ("<svg>" + '<line x1="1"/>' * 21, ["drawn lines"]),
        ('<svg width="11in"><path d="M0 0' + "L1.5-2" * 300 + '"/>', ["drawn lines"]),
        ("<svg>" + '<line x1="1"/>' * 21 + "<text>as built, revision 3 of 1999</text>", []),
        ('<svg width="96" height="96">' + '<line x1="1"/>' * 21, []),
        ('<svg><path d="M0 0L1 1"/>', []),
    ],
)
def test_a_drawing_of_lines_without_words_is_unread(read_bytes: Read, drawing: str, places: list[str]) -> None:
    text = read_bytes(f"{drawing}</svg>".encode(), "a.svg")
    assert [gap.place for gap in text.unread] == places
