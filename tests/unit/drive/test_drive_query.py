from dataclasses import dataclass

import pytest

from local.drive.errors import DriveError
from local.drive.mime import FOLDER
from local.drive.query import parse_query

ROOT = "1root"


@dataclass(frozen=True)
class Thing:
    name: str = "a.pdf"
    mime_type: str = "application/pdf"
    parent_id: str = "A"
    modified_ns: int = 1_767_225_600_000_000_000  # 2026-01-01


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("'A' in parents", True),
        ("'B' in parents", False),
        ("'A' in parents and trashed = false", True),
        ("'A' in parents and trashed = true", False),
        ("('B' in parents or 'A' in parents) and trashed=false", True),
        ("'B' in parents or 'A' in parents and trashed = true", False),
        ("'A' in parents and mimeType = 'application/pdf'", True),
        (f"'A' in parents and mimeType != '{FOLDER}'", True),
        (f"'A' in parents and not mimeType = '{FOLDER}'", True),
        ("not ('A' in parents or 'B' in parents)", False),
        ("name = 'a.pdf'", True),
        ("modifiedTime >= '2026-01-01T00:00:00'", True),
        ("modifiedTime >= '2026-01-01T01:00:00+01:00'", True),
        ("modifiedTime > '2026-01-01T00:00:00+00:00'", False),
        ("'A' in parents and (mimeType = 'x' or modifiedTime > '2025-12-31T00:00:00Z')", True),
    ],
)
def test_a_query_means_what_drive_says_it_means(query: str, wanted: bool) -> None:
    assert parse_query(query, ROOT).holds(Thing()) is wanted


def test_a_quoted_text_may_hold_quotes_and_backslashes() -> None:
    assert parse_query(r"name = 'Bob\'s \\ log'", ROOT).holds(Thing(name=r"Bob's \ log"))


def test_the_searched_folders_are_those_named_each_once() -> None:
    assert parse_query("('A' in parents or 'B' in parents or 'A' in parents) and trashed = false", ROOT).parents == (
        "A",
        "B",
    )
    assert parse_query("'root' in parents", ROOT).parents == (ROOT,)


@pytest.mark.parametrize("query", ["", "not 'A' in parents", "'A' in parents or name = 'x'", "trashed = false"])
def test_a_query_that_no_folder_bounds_searches_everywhere(query: str) -> None:
    assert parse_query(query, ROOT).parents == ()


@pytest.mark.parametrize(
    "query",
    [
        "'A' in parents and",
        "('A' in parents",
        "'A' in parents)",
        "'A' in parents 'B' in parents",
        "A in parents",
        "'A' in owners",
        "size > 3",
        "trashed = 'false'",
        "trashed != false",
        "name contains 'x'",
        "'A in parents",
        "'A' in parents ; drop",
        "'in' 'parents' 'A'",
    ],
)
def test_what_is_no_query_is_answered_400(query: str) -> None:
    with pytest.raises(DriveError) as refused:
        parse_query(query, ROOT)
    assert (refused.value.answer.status, refused.value.answer.location) == (400, "q")
