"""What may stand in a cell: text that stays text, and links that lead to a web page.

Names, paths and snippets are chosen by strangers. Nothing of them may become a formula, break the XML, or make Excel
offer to repair the workbook.
"""

import re

MAX_CELL_UNITS = 32_767
"""Excel's limit for one cell, in UTF-16 code units: support.microsoft.com, "Excel specifications and limits"."""

MAX_LINK_CHARACTERS = 2_079
"""Excel refuses longer addresses in a hyperlink."""

_BLANKS = dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " ")
_DROPPED = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF))
_UNWRITABLE = {**_BLANKS, **_DROPPED}

_READ_AS_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Excel shows `_x0041_` as A (ECMA-376 part 1, 22.4.2.4, ST_Xstring) unless its first underscore is written so itself."""

_WEB_LINK = re.compile(r"https?://[A-Za-z0-9.\-]+(:\d+)?([/?#]([A-Za-z0-9\-._~:/?#@!$&()*+,;=]|%[0-9A-Fa-f]{2})*)?")

FORMULA_STARTS = ("=", "+", "-", "@")


def cell_text(text: str) -> str:
    """The text as one line that any reader of the workbook shows as it is, cut with "…" at Excel's limit."""
    line = text[:MAX_CELL_UNITS].translate(_UNWRITABLE).encode("utf-8", "replace").decode()
    return _cut(_READ_AS_ESCAPE.sub("_x005F_", line))


def web_link(link: str) -> str | None:
    """The link if a cell may carry it: http or https, only characters that stand in a URL, not too long."""
    if len(link) > MAX_LINK_CHARACTERS or not _WEB_LINK.fullmatch(link):
        return None
    return link


def needs_quote(text: str) -> bool:
    """True where a program guesses at more than text: openpyxl when it writes, Excel when the cell is edited."""
    return text.startswith((*FORMULA_STARTS, "#"))


def _cut(line: str) -> str:
    units = line.encode("utf-16-le")
    if len(units) <= 2 * MAX_CELL_UNITS:
        return line
    return units[: 2 * (MAX_CELL_UNITS - 1)].decode("utf-16-le", "ignore") + "…"
