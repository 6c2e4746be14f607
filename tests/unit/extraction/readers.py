"""The type of the fixtures that read a file in this process."""

from collections.abc import Callable

from holescan.domain.text import ExtractedText

Read = Callable[..., ExtractedText]
