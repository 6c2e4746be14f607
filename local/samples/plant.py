"""The drawings folder, shelf by shelf: which files lie in it and which listed tags each of them holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

from local.samples.drill_log import LogHead, drill_log
from local.samples.isometric import isometric
from local.samples.office import line_list, method_statement, register, site_note
from local.samples.page import Title, revisions
from local.samples.sample import Sample
from local.samples.schematic import schematic
from local.samples.tags import SURVEY_POINT, TagBook, near_misses, respelt

UNITS = {
    "Unit 10": "UNIT 10 - FUEL GAS TREATMENT",
    "Unit 20": "UNIT 20 - STEAM GENERATION",
    "Unit 40": "UNIT 40 - COOLING WATER",
}
_PURPOSES = (
    "SUPPLY HEADER",
    "RETURN HEADER",
    "BRANCH TO EXCHANGER",
    "PUMP SUCTION",
    "PUMP DISCHARGE",
    "DRAIN TO SUMP",
    "BYPASS",
)
_SITES = ("Tank farm", "Jetty approach", "North gate", "Cooling tower basin", "Pipe rack C")


class Deal:
    """Hands out tags in turn, so that after one round each is somewhere."""

    def __init__(self, rng: Random, tags: Sequence[str]) -> None:
        self._turn = cycle(rng.sample(tags, len(tags)))

    def __call__(self, count: int = 1) -> tuple[str, ...]:
        """The next `count` tags."""
        return tuple(islice(self._turn, count))


@dataclass(frozen=True, slots=True)
class Plant:
    """Everything the shelves are filled from."""

    rng: Random
    lines: Deal
    holes: Deal
    boreholes: Deal
    cores: Deal
    spare: Deal

    @classmethod
    def of(cls, rng: Random, book: TagBook) -> "Plant":
        """A plant with these tags."""
        kinds = (book.lines, book.holes, book.boreholes, book.cores, book.spare)
        return cls(rng, *(Deal(rng, tags) for tags in kinds))

    def shelves(self) -> Iterator[Sample]:
        """Every readable file."""
        for unit in UNITS:
            yield from self.isometrics(unit, 50)
            yield from self.schematics(unit, 10)
            yield from self.registers(unit, 5)
        yield from self.drill_logs("2023", 22)
        yield from self.drill_logs("2024", 28)
        yield from self.core_logs(10)
        yield from self.method_statements(18)
        yield from self.line_lists(15)
        yield from self.site_notes(14)

    def isometrics(self, unit: str, count: int) -> Iterator[Sample]:
        """One line a sheet. Two in five are lines the customer asks for; some also show a hole."""
        for number in range(1, count + 1):
            wanted = self.lines() if self._chance(0.4) else ()
            holes = self.holes() if self._chance(0.2) else ()
            shown = [*wanted, *holes, *self.spare(3 - len(wanted) - len(holes))]
            decoys = near_misses(self.holes()[0])[:1] if self._chance(0.1) else ()
            path = f"{unit}/Isometrics/Area {'ABC'[number % 3]}/{self._drawing('ISO', unit, number)}.pdf"
            content = isometric(self.rng, self._title(path, unit), (*shown, *self.spare(1), *decoys))
            yield Sample(path, content, (*wanted, *holes))

    def schematics(self, unit: str, count: int) -> Iterator[Sample]:
        """Many lines a sheet, several of them asked for."""
        for number in range(1, count + 1):
            wanted = self.lines(self.rng.randint(0, 4))
            tags = [*wanted, *self.spare(6)]
            self.rng.shuffle(tags)
            path = f"{unit}/Schematics/{self._drawing('PID', unit, number)}.pdf"
            yield Sample(path, schematic(self.rng, self._title(path, unit), tuple(tags)), wanted)

    def registers(self, unit: str, count: int) -> Iterator[Sample]:
        """Excel: long tables, and one with a survey point on its second sheet."""
        for number in range(1, count + 1):
            wanted = self.lines(self.rng.randint(0, 3))
            points = (SURVEY_POINT,) if (unit, number) == ("Unit 40", 1) else ()
            tags = [*wanted, *self.spare(self.rng.randint(20, 60))]
            self.rng.shuffle(tags)
            content = register(self.rng, unit, tuple(tags), points=points)
            yield Sample(f"{unit}/Registers/Drawing register {number:02}.xlsx", content, (*wanted, *points))

    def drill_logs(self, year: str, count: int) -> Iterator[Sample]:
        """One hole a log, over one to four pages; what else was met stands in the remarks."""
        for number in range(1, count + 1):
            wanted = self.boreholes() if self._chance(0.6) else ()
            met = self.holes() if self._chance(0.3) else ()
            remarks = [f"Backfilled; see also {respelt(self.rng, tag)} for the casing." for tag in met]
            if self._chance(0.2):
                remarks.append(
                    f"Not to be mistaken for {self.rng.choice(near_misses(self.boreholes()[0]))}, see sheet index."
                )
            hole = wanted[0] if wanted else f"TP{number:02}/{year}"
            content = drill_log(self.rng, self._head(hole, year), self.rng.randint(1, 4), tuple(remarks))
            yield Sample(f"Drill logs/{year}/Log {year}-{number:03}.pdf", content, (*wanted, *met))

    def core_logs(self, count: int) -> Iterator[Sample]:
        """Deep holes, long logs."""
        for number in range(1, count + 1):
            wanted = self.cores()
            content = drill_log(self.rng, self._head(wanted[0], "2022"), self.rng.randint(3, 8), ())
            yield Sample(f"Drill logs/Cores/Core log {number:02}.pdf", content, wanted)

    def method_statements(self, count: int) -> Iterator[Sample]:
        """Word: one tag in the text, one in the page header, one in a text box."""
        for number in range(1, count + 1):
            wanted = (*self.holes(), *self.boreholes(), *self.lines()) if self._chance(0.6) else ()
            body, header, box = wanted or self.spare(3)
            statement = method_statement(
                self.rng,
                f"MS-{number:03}",
                (respelt(self.rng, body), *self.spare(2)),
                header=f"Northmoor Terminal - {header} - MS-{number:03}",
                box=f"Caution: {box} is live",
            )
            yield Sample(f"Method statements/MS-{number:03}.docx", statement, wanted)

    def line_lists(self, count: int) -> Iterator[Sample]:
        """CSV as three countries' Excel writes it."""
        for number in range(1, count + 1):
            delimiter, encoding = ((",", "utf-8"), (";", "cp1252"), ("\t", "utf-8-sig"))[number % 3]
            wanted = self.lines(self.rng.randint(0, 2))
            content = line_list(self.rng, (*self.spare(25), *wanted), delimiter=delimiter, encoding=encoding)
            yield Sample(f"Lists/Line list {number:02}.csv", content, wanted)

    def site_notes(self, count: int) -> Iterator[Sample]:
        """Plain text from the site."""
        for number in range(1, count + 1):
            wanted = (*self.holes(), *self.boreholes()) if self._chance(0.5) else ()
            encoding = ("utf-8", "utf-16", "utf-8-sig")[number % 3]
            typed = [respelt(self.rng, tag) for tag in wanted]
            content = site_note(self.rng, (*typed, *self.spare(3)), encoding=encoding)
            yield Sample(f"Site notes/Week {number:02}.txt", content, wanted)

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _head(self, hole: str, year: str) -> LogHead:
        return LogHead(
            hole, self.rng.choice(_SITES), f"{year}-{self.rng.randint(1, 12):02}-{self.rng.randint(1, 28):02}"
        )

    def _title(self, path: str, unit: str) -> Title:
        number = path.rpartition("/")[2].removesuffix(".pdf")
        return Title(number, self.rng.choice(_PURPOSES), UNITS[unit], "1 OF 1", revisions(self.rng))

    @staticmethod
    def _drawing(kind: str, unit: str, number: int) -> str:
        return f"{kind}-{unit.removeprefix('Unit ')}-{number:04}"
