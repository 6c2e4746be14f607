"""What people should know about a code list, in sentences; "" where there is nothing to know."""

from collections.abc import Sequence

_EXAMPLES = 5
_LONGEST_NAME = 40  # characters: a heading may be a paragraph, and all sentences together go into one message


def dates(cells: Sequence[str]) -> str:
    """Cells that Excel may have spoilt."""
    if not cells:
        return ""
    held = _count(len(cells), "cell holds a date", "cells hold dates")
    return (
        f"{held} that Excel may have made of codes ({_examples(cells)}); such cells are not looked for. "
        "Format the column as Text and type them again."
    )


def lost(cells: Sequence[str]) -> str:
    """Cells whose value the file does not hold."""
    if not cells:
        return ""
    cells_are = _count(len(cells), "cell shows", "cells show")
    return (
        f"{cells_are} what the file does not hold, such as a formula that was never calculated ({_examples(cells)}); "
        "such cells are not looked for. Open the list in Excel, save it and send it again."
    )


def lost_sheets(names: Sequence[str]) -> str:
    """Sheets that the workbook names and does not hold."""
    if not names:
        return ""
    is_missing = "The content of this sheet is" if len(names) == 1 else "The content of these sheets is"
    return (
        f"{is_missing} not in the file: {_examples(names)}. "
        "If codes were there, open the list in Excel, save it and send it again."
    )


def excel_errors(entries: Sequence[str]) -> str:
    """What Excel shows where a formula failed."""
    if not entries:
        return ""
    entries_are = _count(len(entries), "entry is an error", "entries are errors")
    return (
        f"{entries_are} of Excel ({_examples(entries)}); such entries are not looked for. "
        "Mend the formula, or type the code in its place."
    )


def too_long(entries: int, most: int) -> str:
    """Entries of more than `most` characters."""
    if not entries:
        return ""
    return f"{_count(entries, 'entry is', 'entries are')} longer than {most} characters and not looked for."


def several(entries: Sequence[str]) -> str:
    """Entries that seem to be more than one code."""
    if not entries:
        return ""
    seem = _count(len(entries), "entry seems to hold several codes", "entries seem to hold several codes each")
    return f"{seem} ({_examples(entries)}), and an entry is looked for as one code. Put one code a row."


def headings(names: Sequence[str]) -> str:
    """First cells that were not taken for codes."""
    if not names:
        return ""
    return f"Taken for a heading, not for a code: {_examples(names)}. If it is a code, add it to the typed codes."


def made_by_excel(codes: Sequence[str]) -> str:
    """Codes that may have been others before Excel saw them."""
    if not codes:
        return ""
    codes_look = _count(len(codes), "code looks", "codes look")
    return (
        f"{codes_look} like what Excel makes of a code that it takes for a date or a number: {_examples(codes)}. "
        "They are looked for as they stand; if codes were others, format the column as Text and type them again."
    )


def signed(codes: Sequence[str]) -> str:
    """Codes with something before their first letter, or behind the last."""
    if not codes:
        return ""
    begin = _count(len(codes), "code begins or ends", "codes begin or end")
    return (
        f"{begin} with what may be no part of it: {_examples(codes)}. It is looked for, so a drawing must have it too; "
        "take it off the list where the drawings have it not."
    )


def foreign(codes: Sequence[str]) -> str:
    """Codes that nobody tells from Latin ones by eye."""
    if not codes:
        return ""
    have = _count(len(codes), "code has", "codes have")
    return (
        f"{have} Cyrillic or Greek letters that look Latin: {_examples(codes)}. Drawings with Latin ones do not match; "
        "type such a code again if it should be Latin."
    )


def remarks(codes: Sequence[str]) -> str:
    """Codes that look unlike the others, and like words for people."""
    if not codes:
        return ""
    codes_look = _count(len(codes), "code looks like a remark or holds one", "codes look like remarks or hold one")
    return f"{codes_look}: {_examples(codes)}. Such codes are looked for as they stand; take off the list what is none."


def colliding(groups: Sequence[Sequence[str]]) -> str:
    """Codes that one place in a drawing may mean all of."""
    if not groups:
        return ""
    groups_differ = _count(len(groups), "group of codes differs", "groups of codes differ")
    return (
        f"{groups_differ} in spelling only: {_first([' = '.join(map(_short, group[:3])) for group in groups])}. "
        "A place counts for the code that it spells exactly, or else for all of its group."
    )


def weak(codes: Sequence[str]) -> str:
    """Codes of which a match says little."""
    if not codes:
        return ""
    codes_are = _count(len(codes), "code is", "codes are")
    return f"{codes_are} so short that a match may be chance: {_examples(codes)}. Such matches are marked as weak."


def repeated(entries: int) -> str:
    """Entries that were the same as an earlier one."""
    return f"{_count(entries, 'repeat was', 'repeats were')} removed." if entries else ""


def blank(cells: int, column: str) -> str:
    """Cells of the column that hold no letter or digit."""
    return f"{_count(cells, 'cell', 'cells')} without a code in the column {_ending(_short(column))}." if cells else ""


def later_sheet(sheet: str, column: str) -> str:
    """The codes were not on the first sheet."""
    return f"Codes read from sheet '{_short(sheet)}', column {_ending(_short(column))}." if sheet else ""


def other_sheets(names: Sequence[str]) -> str:
    """Sheets beside the one that was read."""
    if not names:
        return ""
    look = "looks" if len(names) == 1 else "look"
    return f"Not read, but {look} like codes too: {_examples(names)}. One sheet is read; put all codes on it."


def other_columns(labels: Sequence[str]) -> str:
    """Columns beside the one that was read."""
    if not labels:
        return ""
    look = "looks like codes too: column" if len(labels) == 1 else "look like codes too: columns"
    return f"Not read, but {look} {_ending(_examples(labels))}. One column is read; put one code a row."


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"


def _examples(names: Sequence[str]) -> str:
    return _first([_short(name) for name in names[: _EXAMPLES + 1]])


def _first(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_EXAMPLES])
    return f"{shown}, …" if len(names) > _EXAMPLES else shown


def _ending(text: str) -> str:
    """For the end of a sentence: many a heading is Hole no."""
    return text.removesuffix(".")


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
