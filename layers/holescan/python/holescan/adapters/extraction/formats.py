"""What is read and what is not, for people: docs/limits.md and the dashboard show this list, a test holds it to the readers."""

from dataclasses import dataclass

from holescan.adapters.extraction.sniff import Kind


@dataclass(frozen=True, slots=True)
class Format:
    """A format as people know it.

    Attributes:
        name: of the format.
        endings: that its files usually have; only for people, the bytes decide.
        kinds: of the readers that take it; none for a format that is not read.
        note: what is taken out of it, or why nothing is and what to do instead.
    """

    name: str
    endings: tuple[str, ...]
    note: str
    kinds: tuple[Kind, ...] = ()

    @property
    def is_read(self) -> bool:
        """A reader takes it."""
        return bool(self.kinds)


FORMATS = (
    Format(
        "PDF",
        (".pdf",),
        "Text of every page in every direction, outside the crop box and in hidden layers too; form fields; annotations; "
        "tags in spaced letters or over two lines. A damaged file is repaired as far as that goes, and says so.",
        (Kind.PDF,),
    ),
    Format(
        "Excel workbook",
        (".xlsx", ".xlsm"),
        "Every cell as it is shown (7 as 0007 or HOLE-7 where its format says so), hidden sheets, sheet names, comments, "
        "headers and footers, text boxes, charts, diagrams.",
        (Kind.WORKBOOK,),
    ),
    Format(
        "Excel binary workbook",
        (".xls", ".xlsb"),
        "Every cell, in .xls as it is shown. Of .xls (Excel 97 and later) also text boxes, comments, headers and chart titles, of .xlsb text boxes "
        "and charts.",
        (Kind.BINARY_WORKBOOK,),
    ),
    Format(
        "Word document",
        (".docx", ".docm"),
        "Every run of every part: body, tables, headers, footers, notes, comments, text boxes, charts, diagrams, deleted text, "
        "lists that spell tags.",
        (Kind.DOCUMENT,),
    ),
    Format(
        "PowerPoint presentation",
        (".pptx", ".pptm"),
        "Every slide in the order of the show, hidden ones too, notes, masters, charts, diagrams, group shapes.",
        (Kind.SLIDES,),
    ),
    Format(
        "OpenDocument",
        (".odt", ".ods", ".odp"),
        "Every paragraph: body, tables, cells as they are shown, slides, headers, footers, notes, comments, objects, form fields.",
        (Kind.OPEN_DOCUMENT,),
    ),
    Format(
        "Rich text",
        (".rtf",),
        "All text: body, tables, headers, footers, notes, comments, text boxes.",
        (Kind.RICH_TEXT,),
    ),
    Format(
        "Separated text",
        (".csv", ".tsv"),
        "Cell by cell, quotes undone, at comma, semicolon, tab or bar, whichever rows agree on; as text where quotes do not fit.",
        (Kind.TEXT,),
    ),
    Format(
        "Plain text", (".txt",), "All of it, in UTF-8, UTF-16, UTF-32 or any encoding that keeps ASCII.", (Kind.TEXT,)
    ),
    Format(
        "Web page and XML",
        (".html", ".xml", ".svg"),
        "The text between the tags, in XML of other kinds the attributes too, and the pictures inside.",
        (Kind.MARKUP,),
    ),
    Format(
        "DXF drawing",
        (".dxf",),
        "Texts, attributes, block names, dimensions, leaders and table cells of an ASCII file, without their format codes.",
        (Kind.DXF,),
    ),
    Format(
        "Picture",
        (".png", ".jpg", ".tif", ".gif", ".bmp", ".webp", ".jp2"),
        "By text recognition, all sheets of a TIFF.",
        (Kind.PICTURE,),
    ),
    Format(
        "Zip archive",
        (".zip",),
        "Each member as the file it is; not the archives in it.",
        (Kind.ARCHIVE,),
    ),
    Format(
        "E-mail",
        (".eml", ".msg", ".mht"),
        "Subject, sender, receivers, body, and each attachment as the file it is, archives too.",
        (Kind.MAIL, Kind.MESSAGE),
    ),
    Format("DWG drawing", (".dwg",), "Plot it to PDF, or save it as ASCII DXF."),
    Format("Binary DXF", (".dxf",), "Save it as ASCII DXF."),
    Format("XPS and DWFx", (".xps", ".oxps", ".dwfx"), "Print it to PDF."),
    Format("Word and PowerPoint before 2007", (".doc", ".ppt"), "Save it as .docx, .pptx or PDF."),
    Format("PostScript", (".ps", ".eps"), "Convert it to PDF."),
    Format("Other archives", (".7z", ".rar", ".gz"), "Unpack it, or pack it as .zip."),
    Format("HEIC photograph", (".heic",), "Save it as JPEG."),
    Format("Mailbox", (".mbox", ".pst"), "Export its mails as .eml or .msg."),
    Format("Anything else", (), "Export it as PDF, Excel, Word or text."),
)
