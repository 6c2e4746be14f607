from pathlib import Path

import pytest
from starlette.responses import FileResponse

from local.dashboard import page_or_file_at, pointed_at


@pytest.fixture
def files(tmp_path: Path) -> Path:
    dist = tmp_path / "dist"
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("page")
    (dist / "assets" / "app.js").write_text("code")
    (tmp_path / "secret").write_text("secret")
    return dist


@pytest.mark.parametrize("path", ["", "scans/5b1f", "assets", "../secret", "assets/../../secret"])
def test_a_path_that_is_no_file_of_the_site_is_the_page(files: Path, path: str) -> None:
    answer = page_or_file_at(files, path)
    assert isinstance(answer, FileResponse)
    assert Path(answer.path) == files / "index.html"


def test_a_file_is_itself(files: Path) -> None:
    answer = page_or_file_at(files, "assets/app.js")
    assert isinstance(answer, FileResponse)
    assert Path(answer.path) == files / "assets" / "app.js"


def test_a_dashboard_that_is_not_built_says_how_to_build_it(tmp_path: Path) -> None:
    answer = page_or_file_at(tmp_path, "")
    assert answer.status_code == 503
    assert b"make build-ui" in bytes(answer.body)


def test_only_connect_src_is_pointed_at_this_world() -> None:
    policy = "default-src 'none'; connect-src 'self' wss://x.amazonaws.com; frame-src https://accounts.google.com/gsi/"
    assert pointed_at(policy, "ws://127.0.0.1:1") == (
        "default-src 'none'; connect-src 'self' ws://127.0.0.1:1; frame-src https://accounts.google.com/gsi/"
    )
