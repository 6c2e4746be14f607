"""What a file is, told from its bytes; the name is only asked whether it promised something else."""

import re
from enum import StrEnum

from holescan.adapters.extraction.on_demand import OnDemand
from holescan.adapters.extraction.reading import Source
from holescan.domain.errors import FileUnreadable
from holescan.domain.reasons import Reason

_open_zip = OnDemand("archive", "open_zip")
_open_ole = OnDemand("ole", "open_ole")

HEAD_BYTES = 4096
# PDFium looks for the header in the first 1024 bytes, and so do Acrobat's implementation notes.
_PDF_HEADER_WITHIN = 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Kind(StrEnum):
    """The formats that are told apart."""

    PDF = "pdf"
    WORKBOOK = "workbook"
    BINARY_WORKBOOK = "binary workbook"
    DOCUMENT = "document"
    SLIDES = "slides"
    OPEN_DOCUMENT = "open document"
    RICH_TEXT = "rich text"
    DXF = "dxf"
    MARKUP = "markup"
    TEXT = "text"
    PICTURE = "picture"
    ARCHIVE = "archive"
    MAIL = "mail"
    MESSAGE = "message"


_PICTURES = (
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"II+\x00",
    b"MM\x00+",
    b"GIF8",
    b"\x00\x00\x00\x0cjP  ",
)
# Known formats that hold text this version cannot take out; read as plain text they would look empty of codes.
_UNSUPPORTED = {
    b"AutoCAD Binary DXF": "binary DXF",
    b"%!PS": "PostScript",
    b"\xc5\xd0\xd3\xc6": "EPS",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
}
_RICH_TEXT = b"{\\rtf"
_ENCRYPTED_MESSAGE = b"-----BEGIN PGP MESSAGE-----"
# AutoCAD writes its version there, from AC1.40 to AC1032.
_DWG = (b"AC1", b"AC2.")
_MAIL_HEADER = re.compile(
    rb"^(received|mime-version|message-id|return-path|delivered-to|content-type|content-transfer-encoding):",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER_LINE = re.compile(rb"[!-9;-~]+:")
# A mailbox: its first line begins so, the header of its first mail follows.
_MAILBOX = b"From "
# Comments may come first, under group code 999.
_DXF = re.compile(rb"\s*(?:999\r?\n.*\r?\n\s*)*0\r?\n\s*SECTION\r?\n")
_BINARY_NAMES = frozenset({".pdf", ".docx", ".xlsx", ".xlsm", ".pptx", ".doc", ".xls", ".ppt", ".dwg"})
_ZIP_KINDS = {
    "xl/workbook.xml": Kind.WORKBOOK,
    "xl/workbook.bin": Kind.BINARY_WORKBOOK,
    "word/document.xml": Kind.DOCUMENT,
    "ppt/presentation.xml": Kind.SLIDES,
}
# Of a package whose main part is lost; without this mark a folder may have any name.
_PACKAGE_MARK = "[Content_Types].xml"
_ZIP_FOLDERS = {"xl/": Kind.WORKBOOK, "word/": Kind.DOCUMENT, "ppt/": Kind.SLIDES}
# Either is enough beside the type: the other one may be lost.
_OPEN_DOCUMENT = frozenset({"content.xml", "styles.xml"})
# Their text stands in attributes, so read as an archive of XML files they would look empty of codes.
_UNSUPPORTED_ZIPS = {".fpage": "XPS or DWFx"}


def kind_of(source: Source) -> Kind:
    """The format of a file.

    Raises:
        FileUnreadable: protected, damaged, or of a format that is not read.
    """
    with source.open() as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(_ZIP):
        return _zip_kind(source)
    if head.startswith(_OLE):
        return _ole_kind(source)
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN]:
        return Kind.PDF
    if _is_picture(head):
        return Kind.PICTURE
    if head.lstrip().startswith(_RICH_TEXT):
        return Kind.RICH_TEXT
    return _text_kind(source, head)


def _is_picture(head: bytes) -> bool:
    is_bitmap = head.startswith(b"BM") and is_binary(head)  # a text may begin with the code BM-1
    is_webp = head[:4] == b"RIFF" and head[8:12] == b"WEBP"
    return head.startswith(_PICTURES) or is_bitmap or is_webp or _has_heic_brand(head)


def is_heic(source: Source) -> bool:
    """A telephone's picture in a format that pillow does not read."""
    with source.open() as file:
        return _has_heic_brand(file.read(HEAD_BYTES))


def _has_heic_brand(head: bytes) -> bool:
    return head[4:11] == b"ftyphei"


def _zip_kind(source: Source) -> Kind:
    with _open_zip(source) as archive:
        names = set(archive.names)
    for name, kind in _ZIP_KINDS.items():
        if name in names:
            return kind
    if "mimetype" in names and names & _OPEN_DOCUMENT:
        return Kind.OPEN_DOCUMENT
    if _PACKAGE_MARK in names:
        for folder, kind in _ZIP_FOLDERS.items():
            if any(name.startswith(folder) for name in names):
                return kind
    for ending, format_name in _UNSUPPORTED_ZIPS.items():
        if any(name.endswith(ending) for name in names):
            raise FileUnreadable(Reason.UNSUPPORTED, format_name)
    return Kind.ARCHIVE


def _ole_kind(source: Source) -> Kind:
    with _open_ole(source) as container:
        streams = {name.lower() for (name, *_) in container.listdir()}
    if streams & {"encryptedpackage", "encryptioninfo"}:
        raise FileUnreadable(Reason.PASSWORD)
    if "__properties_version1.0" in streams:
        return Kind.MESSAGE
    if streams & {"workbook", "book"}:
        return Kind.BINARY_WORKBOOK
    raise FileUnreadable(Reason.UNSUPPORTED, "OLE")


def _text_kind(source: Source, head: bytes) -> Kind:
    for magic, format_name in _UNSUPPORTED.items():
        if head.startswith(magic):
            raise FileUnreadable(Reason.UNSUPPORTED, format_name)
    if head.startswith(_DWG) and is_binary(head):  # a text may begin with the tag AC1032
        raise FileUnreadable(Reason.UNSUPPORTED, "DWG")
    if source.suffix in _BINARY_NAMES:
        # A sign-in page saved as drawing.pdf is text without codes: to read it would be a silent miss.
        raise FileUnreadable(Reason.CORRUPT, f"not a {source.suffix[1:]}")
    if _is_mail(head):
        return Kind.MAIL
    if is_binary(head):
        raise FileUnreadable(Reason.UNSUPPORTED)
    if head.startswith(_ENCRYPTED_MESSAGE):
        raise FileUnreadable(Reason.PASSWORD)
    if source.suffix == ".dxf" or _DXF.match(head):
        return Kind.DXF
    return Kind.MARKUP if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else Kind.TEXT


def _is_mail(head: bytes) -> bool:
    header = head.lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if not _MAIL_HEADER.search(header):
        return False
    if header.startswith(_MAILBOX):
        raise FileUnreadable(Reason.UNSUPPORTED, "mailbox")
    return bool(_HEADER_LINE.match(header))


def is_binary(head: bytes) -> bool:
    """No text in any encoding: it has bytes no text has, and they are not the zeros of UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or zeros_of_utf16(head):
        return False
    strange = sum(head.count(byte) for byte in _CONTROL_BYTES)
    return b"\x00" in head or strange * 50 > len(head)


def zeros_of_utf16(head: bytes) -> str:
    """The byte order that zeros in every other place betray, for text in Latin letters without a mark; else ""."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if half and even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return ""


# Form feed, tab, line ends, escape and DOS's end-of-file mark are met in honest text.
_CONTROL_BYTES = [bytes([code]) for code in range(1, 32) if code not in {9, 10, 12, 13, 26, 27}]
