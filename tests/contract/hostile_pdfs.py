"""PDFs made to hurt, written object by object: a few kilobytes that ask for millions of steps."""

import zlib

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
ONE_PAGE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SAYS = b"BT /F 12 Tf 100 700 Td (HOLE-1) Tj ET "
MILLION = 1_000_000


def paths() -> bytes:
    """A million strokes beside one tag."""
    return pdf(CATALOG, ONE_PAGE, page(), stream(SAYS + b"0 0 m 9 9 l S\n" * MILLION), FONT)


def letters() -> bytes:
    """Two hundred thousand turned letters, each a text of its own, all in one place."""
    return pdf(CATALOG, ONE_PAGE, page(), stream(b"BT /F 9 Tf " + b"0 1 -1 0 9 9 Tm (A) Tj " * 200_000 + b"ET"), FONT)


def endless_tree() -> bytes:
    """A page tree that holds itself, and says that it has a million pages."""
    pages = b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 1000000>>"
    return pdf(CATALOG, pages, page(), stream(SAYS), FONT)


def deep_tree() -> bytes:
    """Twenty thousand nodes, each the only child of the one above."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(20_000)]
    return pdf(CATALOG, *nodes, page())


def many_pages() -> bytes:
    """One page, a hundred thousand times."""
    pages = b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000>>"
    return pdf(CATALOG, pages, page(), stream(SAYS), FONT)


def nested_forms() -> bytes:
    """Six drawings, each of which shows the next ten times."""
    forms = [form(stream_of=b"/X Do " * 10, shows=number + 7) for number in range(6)]
    return pdf(CATALOG, ONE_PAGE, page(b"/XObject<</X 6 0 R>>"), stream(SAYS + b"/X Do"), FONT, *forms, form(b"", 0))


def form_of_itself() -> bytes:
    """A drawing that shows itself twice."""
    return pdf(CATALOG, ONE_PAGE, page(b"/XObject<</X 6 0 R>>"), stream(SAYS + b"/X Do"), FONT, form(b"/X Do /X Do", 6))


def page(resources: bytes = b"") -> bytes:
    return (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % resources
    )


def form(stream_of: bytes, shows: int) -> bytes:
    return stream(stream_of, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % shows)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (entries, len(packed), packed)


def pdf(*objects: bytes) -> bytes:
    """A file of these objects, numbered from 1."""
    content, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + head + table + trailer
