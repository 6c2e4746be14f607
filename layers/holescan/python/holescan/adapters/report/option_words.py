"""A scan's options in the words of the dashboard's form: a report is handed on to people who never saw the protocol."""

from collections.abc import Iterator, Mapping

_LABELS = {
    "mode": "Equal to the code",
    "leading_zeros": "Leading zeros do not count",
    "ocr": "Text recognition",
    "ocr_page_budget": "Recognised pages, at most",
    "types": "Only these kinds",
    "name_pattern": "Only names like",
    "modified_since": "Changed since",
    "subfolders": "Sub-folders too",
    "max_file_bytes": "Largest file, bytes",
}

_CHOICES = {
    ("mode", "exact"): "exactly as the list spells it",
    ("mode", "normalised"): "usual: case, dashes and spaces do not count",
    ("mode", "ocr"): "as for scans: characters that are easily misread do not count either",
    ("ocr", "off"): "never",
    ("ocr", "auto"): "pages that are pictures",
    ("ocr", "always"): "every page with a picture or a line",
}


def option_words(options: Mapping[str, object]) -> Iterator[tuple[str, str | int]]:
    """Label and value of each option; one that this module does not know goes by its name."""
    for name, value in options.items():
        yield _LABELS.get(name, name), _CHOICES.get((name, str(value))) or _value_words(value)


def _value_words(value: object) -> str | int:
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return value
        case list() | tuple():
            return ", ".join(map(str, value)) or "all"
        case None | "":
            return "any"
        case _:
            return str(value)
