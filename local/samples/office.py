"""Word, Excel and text files around the drawings: method statements, registers, line lists, site notes."""

import csv
import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO, StringIO
from random import Random
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

_CREATED = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

_TEXT_BOX = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml">'
    '<w:r><w:pict><v:shape style="width:220pt;height:36pt" type="#_x0000_t202" strokecolor="#888888"><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)

Row = tuple[str | int | float | None, ...]


def register(rng: Random, unit: str, tags: tuple[str, ...], *, points: tuple[str, ...] = ()) -> bytes:
    """A drawing register of a unit; survey points stand on a second sheet."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Register"
    sheet.append([f"DRAWING REGISTER {unit}"])
    sheet.append([])
    _append_table(sheet, ("Drawing", "Line no.", "Title", "Rev", "Issued", "Status"), _register_rows(rng, tags))
    if points:
        survey = workbook.create_sheet("Survey")
        _append_table(survey, ("Point", "Easting", "Northing"), [(point, 512.25, 207.75) for point in points])
    return _saved(workbook)


def _register_rows(rng: Random, tags: tuple[str, ...]) -> list[Row]:
    statuses = ("Issued for construction", "Under review", "As built", "On hold")
    return [
        (
            f"ISO-{rng.randint(10, 60)}-{rng.randint(1, 999):04}",
            tag,
            rng.choice(("Supply header", "Return header", "Drain to sump", "Branch to exchanger")),
            rng.randint(0, 4),
            f"2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            rng.choice(statuses),
        )
        for tag in tags
    ]


def _append_table(sheet: Worksheet, header: tuple[str, ...], rows: list[Row]) -> None:
    sheet.append(header)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
    for row in rows:
        sheet.append(row)
    for column in "ABCDEF":
        sheet.column_dimensions[column].width = 24


def code_sheet(rows: list[Row], dates: dict[int, datetime]) -> bytes:
    """The customer's list of codes: a header, then the rows; `dates` puts a date into column A of a row, from 2."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Hole codes"
    _append_table(sheet, ("Hole code", "Unit", "Requested by"), rows)
    for row, date in dates.items():
        cell = sheet.cell(row=row, column=1, value=date.replace(tzinfo=None))
        cell.number_format = "d-mmm"
    sheet.freeze_panes = "A2"
    return _saved(workbook)


def method_statement(rng: Random, number: str, body: tuple[str, ...], *, header: str, box: str) -> bytes:
    """A Word file with tags in the text, in the page header and in a text box, wherever the caller puts them."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = header
    document.add_heading(f"Method statement {number}", level=1)
    document.add_paragraph("Scope: tie-in, pressure test and reinstatement of the items listed below.")
    for tag in body:
        document.add_paragraph(
            f"{rng.choice(('Isolate', 'Drain', 'Core', 'Survey'))} {tag} before work starts.", "List Bullet"
        )
    document.element.body.insert(-1, parse_xml(_TEXT_BOX.format(text=_escaped(box))))
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Prepared by", rng.choice(("M. Lindqvist", "P. Okoye"))
    return _saved(document)


def line_list(rng: Random, tags: tuple[str, ...], *, delimiter: str, encoding: str) -> bytes:
    """A line list as CSV."""
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(("Line", "From", "To", "Größe/Size", "Test bar"))
    for tag in tags:
        writer.writerow((tag, f"E-{rng.randint(100, 499)}", f"P-{rng.randint(100, 499)}", "DN", rng.randint(6, 60) / 2))
    return text.getvalue().encode(encoding)


def site_note(rng: Random, tags: tuple[str, ...], *, encoding: str) -> bytes:
    """A few lines somebody typed on site."""
    lines = [
        f"Day {rng.randint(2, 30)}: {rng.choice(('checked', 'walked down', 'sampled'))} {tag}; no remarks."
        for tag in tags
    ]
    return "\r\n".join(("SITE NOTES", "Weather dry, light wind – access by the north gate.", *lines, "")).encode(
        encoding
    )


def _saved(file: Any) -> bytes:
    buffer = BytesIO()
    file.save(buffer)
    return _without_time(buffer.getvalue())


def _without_time(office_file: bytes) -> bytes:
    """The same zip with one fixed time in it, so that the same seed writes the same bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(office_file)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>" + _CREATED.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), content)
            target.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
