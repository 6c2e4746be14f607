"""Text recognition: pictures in, lines of text out."""

from holescan.adapters.ocr.textract import TextractRecogniser

__all__ = ["TextractRecogniser"]
