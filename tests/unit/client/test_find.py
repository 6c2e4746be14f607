"""`holescan find`, from its arguments to what it prints and the code it ends with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from client.main import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    drawings = tmp_path / "drawings"
    (drawings / "below").mkdir(parents=True)
    (drawings / "a.txt").write_text("HOLE-1 and hole 1, then BH-07\n")
    (drawings / "below" / "b.txt").write_text("nothing here\n")
    return drawings


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_file_is_one_object_in_the_order_of_the_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", str(folder), "--code", "HOLE-1", "--json"]) == 0
    first, second = printed(capsys)
    assert (first["file"], first["status"]) == (str(folder / "a.txt"), "MATCH")
    assert first["matches"] == [
        {
            "code": "HOLE-1",
            "found_as": "HOLE-1",
            "page": None,
            "count": 2,
            "snippet": "HOLE-1 and hole 1, then BH-07",
            "how": "exact",
            "weak": False,
            "place": "",
        }
    ]
    assert second == {
        "file": str(folder / "below" / "b.txt"),
        "status": "NO_MATCH",
        "reason": None,
        "pages": 1,
        "matches": [],
        "unread": [],
        "near": [],
    }


def test_codes_not_found_end_the_output_with_what_is_like_them(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    main(["find", str(folder), "--code", "HOLE-1", "--code", "BH-7", "--code", "BH-99"])
    *_, near, caption = capsys.readouterr().out.splitlines()
    assert near.split()[:2] == ["BH-7", "BH-07"]
    assert "--leading-zeros" in near
    assert caption.strip() == "2 of 3 codes not found; something like 1 of them"


def test_nothing_is_said_of_codes_not_found_where_there_are_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["find", str(folder), "--code", "HOLE-1"])
    assert "not found" not in capsys.readouterr().out


def test_json_lines_hold_the_near_misses_of_each_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["find", str(folder), "--code", "BH-7", "--json"])
    first, _ = printed(capsys)
    assert first["near"] == [{"code": "BH-7", "found_as": "BH-07", "why": "leading_zeros", "page": None, "place": ""}]


def exit_code(arguments: list[str]) -> object:
    """argparse leaves by SystemExit where a command returns."""
    try:
        return main(arguments)
    except SystemExit as ended:
        return ended.code


def test_a_folder_without_a_file_is_said_to_hold_nothing_to_search(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["find", str(tmp_path), "--code", "HOLE-1", "--json"]) == 1
    assert "Nothing was searched" in capsys.readouterr().err


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--mode", "exact"], 1)])
def test_the_mode_is_that_of_the_matcher(folder: Path, options: list[str], code: int) -> None:
    assert main(["find", str(folder), "--code", "hole_1", *options]) == code


def test_leading_zeros_are_ignored_when_asked(folder: Path) -> None:
    assert main(["find", str(folder), "--code", "BH-7"]) == 1
    assert main(["find", str(folder), "--code", "BH-7", "--leading-zeros"]) == 0


def test_a_file_that_was_not_read_outweighs_a_match(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.new("L", (60, 40)).save(folder / "scan.png")
    (folder / "empty.pdf").touch()
    assert main(["find", str(folder), "--code", "HOLE-1", "--json", "--ocr", "off"]) == 2
    out, err = capsys.readouterr()
    rows = {Path(row["file"]).name: row for row in map(json.loads, out.splitlines())}
    assert (rows["scan.png"]["status"], rows["scan.png"]["reason"]) == ("NOT_EXAMINED", "needs_ocr")
    assert (rows["empty.pdf"]["status"], rows["empty.pdf"]["reason"]) == ("NOT_EXAMINED", "empty")
    assert err == ""


def test_a_link_that_leads_nowhere_is_a_file_that_was_not_examined(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    assert main(["find", str(folder), "--code", "NONE-1"]) == 2


def test_codes_of_a_list_and_of_the_command_line_are_united(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = folder.parent / "codes.csv"
    codes.write_text("code\nBH-07\nBH-07\n")
    assert main(["find", str(folder), "--codes", str(codes), "--code", "HOLE-1"]) == 0
    out, err = capsys.readouterr()
    assert "BH-07" in out
    assert "1 files with codes, 1 without, 0 not examined" in " ".join(out.split())
    assert "repeat" in err


def test_a_search_without_recognition_loads_nothing_that_speaks_to_a_server_or_draws(folder: Path) -> None:
    find = f"main(['find', {str(folder)!r}, '--code', 'HOLE-1', '--ocr', 'off', '--json'])"
    script = f"import sys; from client.main import main; {find}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout.split()
    assert "client.find" in loaded
    assert not {"pydantic", "websockets", "boto3", "rich"} & set(loaded)


@pytest.mark.parametrize(
    "arguments",
    [
        ["find"],
        ["find", "nowhere", "--code", "A-1"],
        ["find", "."],
        ["find", ".", "--codes", "nowhere.xlsx"],
        ["find", ".", "--code", "A-1", "--codes-column", "B"],
        ["find", ".", "--code", "A-1", "--mode", "fuzzy"],
        ["unknown"],
    ],
)
def test_wrong_usage_ends_with_64_and_a_sentence(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(arguments) == 64
    assert capsys.readouterr().err.startswith(("holescan", "usage:"))
