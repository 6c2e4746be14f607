"""What one scan may spend at most, whatever its user asks for."""

from collections.abc import Callable

MAX_OCR_PAGES = 10_000
"""15 USD of Textract, where no page is larger than A2."""


class NotACount(ValueError):
    """A `-c key=value` is no whole number from 0 on."""

    def __init__(self, key: str, value: str) -> None:
        super().__init__(key, value)
        self.key = key
        self.value = value

    def __str__(self) -> str:
        return f"-c {self.key}={self.value} is no whole number from 0 on"


def ocr_pages_from_context(value_of: Callable[[str], str | int | None]) -> int:
    """The cap that `-c max_ocr_pages=…` asks for; 0 turns text recognition off.

    Raises:
        NotACount: it asks for none.
    """
    value = value_of("max_ocr_pages")
    if value is None:
        return MAX_OCR_PAGES
    written = str(value)  # cdk.context.json may say it as a number
    if not (written.isascii() and written.isdigit()):
        raise NotACount("max_ocr_pages", written)
    return int(written)
