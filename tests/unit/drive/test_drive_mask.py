from typing import Any

import pytest

from local.drive.errors import DriveError
from local.drive.mask import parse_mask

ANSWER: dict[str, Any] = {
    "nextPageToken": "t",
    "incompleteSearch": False,
    "files": [{"id": "1", "name": "a", "shortcutDetails": {"targetId": "2", "targetMimeType": "x/y"}}],
}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("*", ANSWER),
        ("nextPageToken", {"nextPageToken": "t"}),
        ("files", {"files": ANSWER["files"]}),
        ("files(id, name)", {"files": [{"id": "1", "name": "a"}]}),
        ("files/id,files/name", {"files": [{"id": "1", "name": "a"}]}),
        ("files(id,shortcutDetails/targetId)", {"files": [{"id": "1", "shortcutDetails": {"targetId": "2"}}]}),
        (
            "files(shortcutDetails(targetId,targetMimeType))",
            {"files": [{"shortcutDetails": ANSWER["files"][0]["shortcutDetails"]}]},
        ),
        ("files(*)", {"files": ANSWER["files"]}),
        ("files(owners)", {"files": [{}]}),
    ],
)
def test_only_what_was_asked_for_is_answered(fields: str, expected: dict[str, Any]) -> None:
    assert parse_mask(fields, "FileList").apply(ANSWER) == expected


@pytest.mark.parametrize(
    "fields",
    [
        "",
        "nope",
        "files(nope)",
        "files(id",
        "files(id))",
        "files(,)",
        "files(id)name",
        "id/deeper",
        "files;id",
        "files(id(x))",
    ],
)
def test_what_drive_does_not_have_is_answered_400(fields: str) -> None:
    with pytest.raises(DriveError) as refused:
        parse_mask(fields, "FileList")
    assert (refused.value.answer.status, refused.value.answer.location) == (400, "fields")
