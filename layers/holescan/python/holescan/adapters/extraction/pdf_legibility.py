"""Whether a page's text layer means what the page shows: fonts without a way back to Unicode give other letters."""

import re

from holescan.adapters.extraction.pdf_calls import count_unmapped
from holescan.adapters.extraction.pdf_pages import TextPage

_SAMPLED = 100
_UNMAPPED_SHARE = 0.3
# Private use, replacement and control characters, less the two that PDFium uses for a hyphen, and line ends and tab.
_CONTROLS = "".join(map(chr, {*range(32), *range(0x7F, 0xA0)} - set(map(ord, "\x02\t\n\r"))))
_GARBAGE = re.compile(f"[\ue000-\uf8ff\ufffd{_CONTROLS}]")
_ASCII_CONTROLS = _CONTROLS.encode("ascii", "ignore")


def is_legible(text_page: TextPage) -> bool:
    """At most 30 % of the characters are garbage, or come from a font that does not say what its codes mean."""
    text = text_page.text
    most = _UNMAPPED_SHARE * len(text)
    if len(text) - _plain(text) > most and len(_GARBAGE.findall(text)) > most:
        return False
    sample = text_page.sample(_SAMPLED)
    # Nearly every page has fonts that say it all, and a quarter of the sample shows that.
    if not count_unmapped(text_page.handle, sample[::4]):
        return True
    return count_unmapped(text_page.handle, sample) <= _UNMAPPED_SHARE * len(sample)


def _plain(text: str) -> int:
    """How many characters are ASCII and no garbage; nearly all are on nearly every page, and this is quick to see."""
    return len(text.encode("ascii", "ignore").translate(None, _ASCII_CONTROLS))
