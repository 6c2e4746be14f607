"""Text runs of a Word document with the numbers that its lists put before paragraphs."""

from holescan.adapters.extraction.numbering import Numbering, Reference
from holescan.adapters.extraction.runs import Runs
from holescan.adapters.extraction.xml_stream import Attributes, attribute


class NumberedRuns(Runs):
    """The same text; a label and a tab stand before each paragraph whose list spells more than a number."""

    def __init__(self, numbering: Numbering) -> None:
        super().__init__()
        self._numbering = numbering
        self._style = ""
        self._reference = Reference()

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        super().start(name, attributes)
        if self.is_skipping:
            return
        match name:
            case "pPr":
                self._style, self._reference = "", Reference()
            case "pStyle":
                self._style = attribute(attributes, "val")
            case "ilvl":
                self._reference = Reference(self._reference.list_id, attribute(attributes, "val"))
            case "numId":
                self._reference = Reference(attribute(attributes, "val"), self._reference.level)

    def end(self, name: str) -> None:
        """It ends."""
        was_skipping = self.is_skipping
        super().end(name)
        if name == "pPr" and not was_skipping:
            label = self._numbering.label(self._style, self._reference)
            self.add(f"{label}\t" if label else "")
