"""The files that make a scan hard: pictures of text, damage, passwords, kinds nobody reads, names nobody expects."""

from collections.abc import Iterator

from holescan.domain.reasons import Reason
from local.samples.damage import LOGIN_PAGE, interrupted, locked, noise, print_protected
from local.samples.drill_log import LogHead, drill_log
from local.samples.isometric import isometric
from local.samples.office import line_list, method_statement, site_note
from local.samples.packed import archive, mail
from local.samples.page import Title, revisions
from local.samples.plant import UNITS, Plant
from local.samples.sample import Sample
from local.samples.scan import scanned

_LONG_NAME = "Isometric of the cooling water return between the basin and the north rack, " * 3 + "final.pdf"


def troubles(plant: Plant) -> Iterator[Sample]:
    """Every file of this kind."""
    yield from _scans(plant)
    yield from _damaged(plant)
    yield from _protected(plant)
    yield from _unsupported(plant)
    yield from _odd_names(plant)
    yield from _packed(plant)


def _scans(plant: Plant) -> Iterator[Sample]:
    for number in range(1, 9):
        seen = (*plant.boreholes(2), *plant.holes(1))
        content = scanned(plant.rng, f"Borehole record {1980 + number}", seen)
        yield Sample(f"Archive/Scanned/Record {number:02}.pdf", content, reason=Reason.NEEDS_OCR, pictured=seen)
    for number in range(1, 4):
        cover, seen = plant.holes(), plant.boreholes(2)
        content = scanned(plant.rng, f"Transmittal {number:02}", seen, cover=cover[0])
        yield Sample(f"Archive/Transmittals/T-{number:02}.pdf", content, cover, pictured=seen, unread_pages=(2,))


def _damaged(plant: Plant) -> Iterator[Sample]:
    folder = "Archive/Recovered"
    statement = method_statement(plant.rng, "MS-900", plant.spare(2), header="Northmoor Terminal", box="Caution")
    yield Sample(f"{folder}/Upload interrupted.pdf", interrupted(_drawing(plant, "ISO-40-0901")), reason=Reason.CORRUPT)
    yield Sample(f"{folder}/Upload interrupted.docx", interrupted(statement), reason=Reason.CORRUPT)
    yield Sample(f"{folder}/Disk error.pdf", noise(plant.rng), reason=Reason.CORRUPT)
    yield Sample(f"{folder}/Session ended.pdf", LOGIN_PAGE, reason=Reason.CORRUPT)
    yield Sample(f"{folder}/Nothing in it.pdf", b"", reason=Reason.EMPTY)
    yield Sample(f"{folder}/Nothing in it.xlsx", b"", reason=Reason.EMPTY)


def _protected(plant: Plant) -> Iterator[Sample]:
    for number, algorithm in enumerate(("RC4-128", "AES-128", "AES-256"), 1):
        content = locked(_drawing(plant, f"ISO-20-080{number}"), algorithm=algorithm)
        yield Sample(f"Unit 20/Confidential/ISO-20-080{number}.pdf", content, reason=Reason.PASSWORD)
    wanted = plant.lines()
    content = print_protected(_drawing(plant, "ISO-20-0810", *wanted))
    yield Sample("Unit 20/Confidential/ISO-20-0810 no printing.pdf", content, wanted)


def _unsupported(plant: Plant) -> Iterator[Sample]:
    yield Sample("Unit 40/CAD/Plot plan.dwg", b"AC1032" + plant.rng.randbytes(4000), reason=Reason.UNSUPPORTED)
    yield Sample("Unit 40/CAD/Model.bak", plant.rng.randbytes(4000), reason=Reason.UNSUPPORTED)


def _odd_names(plant: Plant) -> Iterator[Sample]:
    folder = "Odd names & co"
    for name in ("=cmd.pdf", "図面 40-001.pdf", "Größenplan Überlauf.pdf", "isometric 🛠 final (2).pdf", _LONG_NAME):
        wanted = plant.lines()
        yield Sample(f"{folder}/{name}", _drawing(plant, "ISO-40-0950", *wanted), wanted)
    hole = plant.holes()
    yield Sample(f"{folder}/+SUM(A1).txt", site_note(plant.rng, hole, encoding="utf-8"), hole)
    line = plant.lines()
    yield Sample(
        f"{folder}/@list, 'old' \"new\".csv", line_list(plant.rng, line, delimiter=",", encoding="utf-8"), line
    )
    borehole = plant.boreholes()
    log = drill_log(plant.rng, LogHead(borehole[0], "Tank farm", "2021-05-05"), 1, ())
    yield Sample(f"{folder}/-no ending", log, borehole)


def _packed(plant: Plant) -> Iterator[Sample]:
    first, second, hole, seen = plant.lines(), plant.lines(), plant.holes(), plant.boreholes()
    members = {
        "Drawings/ISO-40-0961.pdf": _drawing(plant, "ISO-40-0961", *first),
        "Drawings/ISO-40-0962.pdf": _drawing(plant, "ISO-40-0962"),
        "Line list.csv": line_list(plant.rng, second, delimiter=",", encoding="utf-8"),
    }
    yield Sample("Archive/Vendor package.zip", archive(members), (*first, *second))
    attached = {
        "ISO-40-0963.pdf": _drawing(plant, "ISO-40-0963"),
        "Record 1979.pdf": scanned(plant.rng, "Borehole record 1979", seen),
    }
    content = mail("Northmoor: record drawings", f"Please see {hole[0]} and the record attached.", attached)
    yield Sample("Archive/Record drawings.eml", content, hole, pictured=seen)


def _drawing(plant: Plant, number: str, *wanted: str) -> bytes:
    title = Title(number, "BYPASS", UNITS["Unit 40"], "1 OF 1", revisions(plant.rng))
    return isometric(plant.rng, title, (*wanted, *plant.spare(4 - len(wanted))))
