"""Every limit of the readers, in one place: docs/limits.md is written from this table and a test compares the two."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionLimits:
    """What one file may cost. Whatever goes over a limit is told as unread, never left out silently.

    Attributes:
        wall_s: wall clock for one file, kept by the parent.
        cpu_s: processor time for one file, kept by the kernel; a backstop should the parent itself be gone.
        memory_bytes: address space of the child (RLIMIT_AS).
        file_bytes: a larger file is refused before it is opened, inside another file too.
        pdf_pages: pages read of one PDF; those beyond are unread.
        nesting: files around a file that is still opened: a picture in a document in an archive has two.
        zip_members: members of an Office file, an archive or a mail.
        zip_bytes: sum of their unzipped sizes, as declared and again as counted while reading (declared sizes lie).
        zip_ratio: unzipped to zipped, for members above `zip_ratio_from_bytes`.
        zip_ratio_from_bytes: small members may compress as well as they like.
        cell_parts: cells of a workbook that are told one by one; beyond, one row is one part.
        sheet_cells: cells of a code list, the empty ones between others included.
        parts: texts that are told one by one; beyond, neighbours are told together.
        characters: text taken of one file; what is beyond is unread.
        picture_pixels: pixels of a picture file; a larger one is refused before it is unpacked.
        tiles: pictures made of one page for text recognition; a page that would need more is drawn smaller.
        render_s: wall clock for making them.
    """

    wall_s: float = 60.0
    cpu_s: int = 60
    memory_bytes: int = 1536 * MIB
    file_bytes: int = 100 * MIB
    pdf_pages: int = 2_000
    nesting: int = 3
    zip_members: int = 10_000
    zip_bytes: int = 400 * MIB
    zip_ratio: int = 200
    zip_ratio_from_bytes: int = MIB
    cell_parts: int = 50_000
    sheet_cells: int = 2_000_000
    parts: int = 500_000
    characters: int = 50_000_000
    picture_pixels: int = 200_000_000
    tiles: int = 16
    render_s: float = 20.0
