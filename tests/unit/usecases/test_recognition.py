"""Pages that are pictures: recognised within time and budget, in as many goes as it takes, and never passed over."""

import pytest

from holescan.domain.errors import DependencyFailed, FileUnreadable, Throttled
from holescan.domain.examination import FileStatus
from holescan.domain.ids import SessionId
from holescan.domain.outcomes import Outcome
from holescan.domain.reasons import Reason
from holescan.domain.recognised import RecognisedText
from holescan.domain.text import ExtractedText, Picture, TextPart, Unread, page_picture, page_place
from holescan.protocol.client import GetScan
from holescan.protocol.server import Started
from holescan.protocol.tasks import ScanTask
from holescan.steps.redelivery import HOPS_FOR_PAGES, wait_for_pages_s
from holescan.usecases.list_scans import ShowScan
from tests.fakes.recognition import a_text
from tests.fakes.world import ALICE, World, caller_of

BUSY = Throttled("textract")


def scan_of(pages: int, *, texts: tuple[TextPart, ...] = ()) -> ExtractedText:
    gaps = tuple(Unread(page_place(number), Reason.NEEDS_OCR) for number in range(1, pages + 1))
    return ExtractedText(texts, pages, gaps, tuple(map(page_picture, range(1, pages + 1))))


def picture(name: str, page: int) -> bytes:
    """What the fake draws of a page."""
    return f"{name}/{page}".encode()


def world_of(files: dict[str, ExtractedText]) -> World:
    world = World(dict.fromkeys(files, b""))
    world.extractor.texts.update(files)
    return world


def shows(world: World, name: str, *pages: str | Exception) -> None:
    for number, page in enumerate(pages, 1):
        text = page if isinstance(page, Exception) else a_text(page)
        world.recogniser.texts[picture(name, number)] = text


def outcome(world: World, session_id: SessionId, name: str) -> Outcome:
    return world.record(session_id)[name]


def pages_recognised(world: World, session_id: SessionId) -> int:
    live = world.sessions.live(session_id)
    assert live is not None
    return live.pages_recognised


def queued(world: World, *codes: str, **options: object) -> tuple[SessionId, ScanTask]:
    session_id = world.start(*codes, options=options)
    world.list_files(world.listing_queue.tasks.pop())
    (task,) = world.scan_queue.tasks
    world.scan_queue.tasks.clear()
    world.scan_queue.delays_s.clear()
    return session_id, task


def test_a_code_on_a_scanned_page_is_found_and_said_to_come_by_ocr() -> None:
    world = world_of({"a.pdf": scan_of(2)})
    shows(world, "a.pdf", "nothing", "see HOLE-1")
    session_id = world.start("HOLE-1")
    world.drain()
    examination = outcome(world, session_id, "a.pdf").examination
    (match,) = examination.matches
    assert (match.page, match.place) == (2, "by OCR")
    assert examination.unread == ()


def test_a_scan_that_was_read_to_its_end_may_be_without_codes() -> None:
    world = world_of({"a.pdf": scan_of(1)})
    shows(world, "a.pdf", "BH-07")
    session_id = world.start("HOLE-1")
    world.drain()
    assert outcome(world, session_id, "a.pdf").status is FileStatus.NO_MATCH


@pytest.mark.parametrize("seen", [RecognisedText(()), a_text("H0L3", confidence=20), FileUnreadable(Reason.NEEDS_OCR)])
def test_a_page_that_gave_nothing_sure_stays_unread(seen: RecognisedText | Exception) -> None:
    world = world_of({"a.pdf": scan_of(1)})
    world.recogniser.texts[picture("a.pdf", 1)] = seen
    session_id = world.start("HOLE-1")
    world.drain()
    assert outcome(world, session_id, "a.pdf").reason is Reason.NEEDS_OCR


def test_a_code_in_a_guess_counts_and_the_page_stays_unread() -> None:
    world = world_of({"a.pdf": scan_of(1)})
    world.recogniser.texts[picture("a.pdf", 1)] = a_text("HOLE-1", confidence=20)
    session_id = world.start("HOLE-1")
    world.drain()
    examination = outcome(world, session_id, "a.pdf").examination
    assert (examination.status, len(examination.unread)) == (FileStatus.MATCH, 1)


def test_a_page_that_cannot_be_drawn_stays_unread_and_costs_nothing() -> None:
    world = world_of({"a.pdf": scan_of(2)})
    world.extractor.drawn["a.pdf", 1] = FileUnreadable(Reason.TOO_LARGE)
    shows(world, "a.pdf", "never seen", "HOLE-1")
    session_id = world.start("HOLE-1", options={"ocr_page_budget": 1})
    world.drain()
    examination = outcome(world, session_id, "a.pdf").examination
    assert [gap.place for gap in examination.unread] == ["page 1"]
    assert [match.code for match in examination.matches] == ["HOLE-1"]


def test_a_picture_file_is_its_own_page() -> None:
    world = world_of({"a.png": ExtractedText((), 1, (Unread("", Reason.NEEDS_OCR),), (Picture(1, "", 1),))})
    shows(world, "a.png", "HOLE-1")
    session_id = world.start("HOLE-1")
    world.drain()
    assert outcome(world, session_id, "a.png").examination.unread == ()


def test_a_picture_inside_an_archive_is_named_by_where_it_lies() -> None:
    inside = Picture(65_537, "scans/b.tif, page 1", None)
    gaps = (Unread("scans/b.tif, page 1", Reason.NEEDS_OCR), Unread("c.dwg", Reason.UNSUPPORTED))
    world = world_of({"a.zip": ExtractedText((), 3, gaps, (inside,))})
    world.recogniser.texts[picture("a.zip", inside.number)] = a_text("HOLE-1")
    session_id = world.start("HOLE-1")
    world.drain()
    examination = outcome(world, session_id, "a.zip").examination
    (match,) = examination.matches
    assert (match.page, match.place) == (None, "scans/b.tif, page 1, by OCR")
    assert [gap.place for gap in examination.unread] == ["c.dwg"]


def test_other_gaps_are_not_closed_by_recognition() -> None:
    text = ExtractedText(
        (), 1, (Unread("page 1", Reason.CORRUPT), Unread("slide 1", Reason.NEEDS_OCR)), (page_picture(1),)
    )
    world = world_of({"a.pdf": text})
    shows(world, "a.pdf", "BH-07")
    session_id = world.start("HOLE-1", options={"ocr": "always"})
    world.drain()
    assert outcome(world, session_id, "a.pdf").examination.unread == text.unread


def test_with_ocr_off_nothing_is_asked_and_nothing_passes_for_read() -> None:
    world = world_of({"a.pdf": scan_of(2)})
    session_id = world.start("HOLE-1", options={"ocr": "off"})
    world.drain()
    assert world.recogniser.asked == []
    assert outcome(world, session_id, "a.pdf").reason is Reason.NEEDS_OCR


@pytest.mark.parametrize(("mode", "status"), [("auto", FileStatus.NO_MATCH), ("always", FileStatus.MATCH)])
def test_always_looks_at_every_page_that_shows_more_than_text(mode: str, status: FileStatus) -> None:
    world = world_of({"a.pdf": ExtractedText((TextPart("title", 1), TextPart("text", 2)), 2, (), (page_picture(1),))})
    shows(world, "a.pdf", "HOLE-1", "HOLE-2")
    session_id = world.start("HOLE-1", "HOLE-2", options={"ocr": mode})
    world.drain()
    assert outcome(world, session_id, "a.pdf").status is status
    assert picture("a.pdf", 2) not in world.recogniser.asked


def test_pages_beyond_the_budget_of_the_scan_stay_unread() -> None:
    world = world_of({"a.pdf": scan_of(2), "b.pdf": scan_of(2)})
    for name in ("a.pdf", "b.pdf"):
        shows(world, name, "BH-1", "BH-2")
    session_id = world.start("HOLE-1", options={"ocr_page_budget": 3})
    world.drain()
    unread = [gap.place for each in world.record(session_id).values() for gap in each.examination.unread]
    assert (len(world.recogniser.asked), unread) == (3, ["page 2"])


@pytest.mark.parametrize(("budget", "times"), [(3, 1), (4, 0), (0, 0)])
def test_that_the_pages_of_a_scan_are_used_up_is_told_with_it(budget: int, times: int) -> None:
    world = world_of({"a.pdf": scan_of(3)})
    shows(world, "a.pdf", "BH-1", "BH-2", "BH-3")
    session_id = world.start("HOLE-1", options={"ocr_page_budget": budget})
    world.drain()
    told = ShowScan(world.own)(GetScan(session_id=session_id), caller_of(ALICE))
    assert sum("a retry gets no more" in warning for warning in told.warnings) == times


@pytest.mark.parametrize("cap", [0, 2])
def test_pages_beyond_the_operators_cap_stay_unread_whatever_the_user_asks_for(cap: int) -> None:
    world = World({"a.pdf": b""}, max_ocr_pages=cap)
    world.extractor.texts["a.pdf"] = scan_of(3)
    shows(world, "a.pdf", "BH-1", "BH-2", "BH-3")
    session_id = world.start("HOLE-1", options={"ocr_page_budget": 1_000_000})
    world.drain()
    (warning,) = world.heard(Started)[0].warnings
    assert f"at most {cap} pages a scan, not of 1,000,000" in warning
    assert len(world.recogniser.asked) == cap
    assert len(outcome(world, session_id, "a.pdf").examination.unread) == 3 - cap


@pytest.mark.parametrize("options", [{"ocr": "off", "ocr_page_budget": 6}, {"ocr_page_budget": 5}])
def test_the_operators_cap_is_not_spoken_of_where_it_takes_nothing_away(options: dict[str, object]) -> None:
    world = World({"a.pdf": b""}, max_ocr_pages=5)
    world.start("HOLE-1", options=options)
    assert world.heard(Started)[0].warnings == ()


def test_the_report_is_told_how_many_pages_were_recognised() -> None:
    world = world_of({"a.pdf": scan_of(2), "b.pdf": scan_of(1)})
    shows(world, "a.pdf", "BH-1", "BH-2")
    world.start("HOLE-1")
    world.drain()
    (contents,) = world.writer.written
    assert contents.live.pages_recognised == 3


def test_the_first_page_with_a_code_is_the_first_whoever_read_it() -> None:
    text = ExtractedText(
        (TextPart("", 1), TextPart("HOLE-1", 2)), 2, (Unread("page 1", Reason.NEEDS_OCR),), (page_picture(1),)
    )
    world = world_of({"a.pdf": text})
    shows(world, "a.pdf", "HOLE-1")
    session_id = world.start("HOLE-1")
    world.drain()
    (match,) = outcome(world, session_id, "a.pdf").examination.matches
    assert (match.page, match.pages) == (1, (1, 2))


def test_a_long_scan_goes_on_in_a_fresh_message_where_it_stopped() -> None:
    world = world_of({"a.pdf": scan_of(3)})
    shows(world, "a.pdf", "BH-1", "BH-2", "HOLE-1")
    world.recogniser.texts[picture("a.pdf", 2)] = BUSY
    session_id, task = queued(world, "HOLE-1")
    assert world.scan_files(task) == ()
    assert (world.scan_queue.tasks, world.scan_queue.delays_s) == ([task], [0])
    shows(world, "a.pdf", "read twice", "BH-2", "HOLE-1")
    world.drain()
    asked = [image.decode() for image in world.recogniser.asked]
    assert asked == ["a.pdf/1", "a.pdf/2", "a.pdf/2", "a.pdf/3"]
    assert outcome(world, session_id, "a.pdf").status is FileStatus.MATCH
    assert pages_recognised(world, session_id) == 3


def test_when_half_of_a_files_time_is_gone_no_page_is_begun_but_the_first() -> None:
    world = world_of({"a.pdf": scan_of(2)})
    shows(world, "a.pdf", "BH-1", "BH-2")
    _, task = queued(world, "HOLE-1")
    read = world.recogniser.read

    def slow(image: bytes) -> RecognisedText:
        world.clock.advance(11)
        return read(image)

    world.recogniser.read = slow  # type: ignore[method-assign] # the fake, with a watch
    world.scan_files(task)
    assert len(world.recogniser.asked) == 1
    world.scan_files(*world.scan_queue.tasks)
    assert len(world.recogniser.asked) == 2


@pytest.mark.parametrize("failure", [BUSY, DependencyFailed("textract")])
def test_a_busy_engine_costs_no_receive_and_each_wait_is_longer(failure: Exception) -> None:
    world = world_of({"a.pdf": scan_of(1)})
    shows(world, "a.pdf", failure)
    _, task = queued(world, "HOLE-1")
    assert world.scan_files(task.model_copy(update={"tried": 2}), receive=2) == ()
    assert [
        (each.hop, delay) for each, delay in zip(world.scan_queue.tasks, world.scan_queue.delays_s, strict=True)
    ] == [(1, 10)]
    waits = [wait_for_pages_s(hop) for hop in range(1, HOPS_FOR_PAGES + 1)]
    assert waits == sorted(waits)
    assert waits[-1] == 300


@pytest.mark.parametrize("failure", [BUSY, DependencyFailed("textract")])
def test_an_engine_that_never_answers_leaves_the_page_unread_and_the_text_of_others_counts(failure: Exception) -> None:
    world = world_of({"a.pdf": scan_of(2, texts=(TextPart("HOLE-1", 1),))})
    shows(world, "a.pdf", failure, failure)
    session_id, task = queued(world, "HOLE-1")
    world.scan_files(task.model_copy(update={"hop": HOPS_FOR_PAGES}))
    examination = outcome(world, session_id, "a.pdf").examination
    assert [match.code for match in examination.matches] == ["HOLE-1"]
    assert [gap.place for gap in examination.unread] == ["page 1", "page 2"]
    assert pages_recognised(world, session_id) == 0


def test_a_file_that_others_left_no_time_for_takes_a_fresh_message() -> None:
    world = world_of({"a.pdf": scan_of(1), "b.pdf": scan_of(1)})
    read = world.recogniser.read

    def slow(image: bytes) -> RecognisedText:
        world.clock.advance(15)
        return read(image)

    world.recogniser.read = slow  # type: ignore[method-assign] # the fake, with a watch
    world.start("HOLE-1")
    world.list_files(world.listing_queue.tasks.pop())
    tasks = list(world.scan_queue.tasks)
    world.scan_queue.tasks.clear()
    assert world.scan_files(*tasks, seconds=30) == ()
    assert [task.file.name for task in world.scan_queue.tasks] == ["b.pdf"]


def test_a_queue_that_takes_no_fresh_message_keeps_the_old_one() -> None:
    world = world_of({"a.pdf": scan_of(1)})
    shows(world, "a.pdf", BUSY)
    _, task = queued(world, "HOLE-1")
    world.scan_queue.room = 0
    assert [late.task for late in world.scan_files(task)] == [task]
