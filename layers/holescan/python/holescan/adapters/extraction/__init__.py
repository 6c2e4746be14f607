"""Takes the text out of untrusted files: the parent's side, the child's side, and one reader a format."""

from holescan.adapters.extraction.extractor import ChildExtractor
from holescan.adapters.extraction.limits import ExtractionLimits

__all__ = ["ChildExtractor", "ExtractionLimits"]
