import json
from pathlib import Path

from local.assembly import PLACEHOLDERS, STACK, Addresses, addressed

HERE = Addresses(
    gateway_base_url="http://127.0.0.1:1/_aws/execute-api",
    drive_api_url="http://127.0.0.1:2",
    textract_url="http://127.0.0.1:4",
    dashboard_origin="http://127.0.0.1:3",
    drive_folder_id="1abc",
)


def assembly_in(folder: Path) -> Path:
    folder.mkdir()
    template = {"url": {"Fn::Join": ["", [f"{PLACEHOLDERS.gateway_base_url}/", {"Ref": "Api"}]]}}
    rest = {
        "drive": PLACEHOLDERS.drive_api_url,
        "cors": PLACEHOLDERS.dashboard_origin,
        "id": PLACEHOLDERS.drive_folder_id,
    }
    (folder / f"{STACK}.template.json").write_text(json.dumps({**template, **rest}))
    (folder / "asset.1").mkdir()
    (folder / "asset.1" / "handler.py").write_text("code")
    return folder


def test_every_placeholder_becomes_this_worlds_address(tmp_path: Path) -> None:
    here = addressed(assembly_in(tmp_path / "made"), HERE, tmp_path / "here")
    template = json.loads((here / f"{STACK}.template.json").read_text())
    assert template == {
        "url": {"Fn::Join": ["", ["http://127.0.0.1:1/_aws/execute-api/", {"Ref": "Api"}]]},
        "drive": "http://127.0.0.1:2",
        "cors": "http://127.0.0.1:3",
        "id": "1abc",
    }


def test_assets_are_shared_and_the_kept_assembly_stays_as_it_was(tmp_path: Path) -> None:
    made = assembly_in(tmp_path / "made")
    before = (made / f"{STACK}.template.json").read_text()
    here = addressed(made, HERE, tmp_path / "here")
    assert (here / "asset.1" / "handler.py").samefile(made / "asset.1" / "handler.py")
    assert (made / f"{STACK}.template.json").read_text() == before


def test_a_second_world_in_the_same_place_replaces_the_first(tmp_path: Path) -> None:
    made = assembly_in(tmp_path / "made")
    addressed(made, HERE, tmp_path / "here")
    (tmp_path / "here" / "left over").touch()
    assert not (addressed(made, HERE, tmp_path / "here") / "left over").exists()
    assert (made / "asset.1" / "handler.py").exists()
