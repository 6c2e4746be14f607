import pytest

from holescan.domain.drive_links import MY_DRIVE, Place, parse_link
from holescan.domain.errors import RequestRejected
from holescan.domain.ids import FileId
from holescan.domain.reasons import ErrorCode

ID = "1A2b3C4d5E6f7G8h9I0jK-lMnOpQrStU_"


@pytest.mark.parametrize(
    "link",
    [
        ID,
        f"  {ID}\n",
        f"https://drive.google.com/drive/folders/{ID}",
        f"https://drive.google.com/drive/folders/{ID}/",
        f"https://drive.google.com/drive/folders/{ID}?usp=sharing",
        f"https://drive.google.com/drive/folders/{ID}?usp=drive_link#grid",
        f"https://drive.google.com/drive/u/0/folders/{ID}",
        f"https://drive.google.com/drive/mobile/u/1/folders/{ID}",
        f"https://drive.google.com/a/example.com/drive/folders/{ID}",
        f"https://drive.google.com/drive/shared-drives/{ID}",
        f"https://drive.google.com/open?id={ID}",
        f"https://drive.google.com/folderview?id={ID}&usp=drive_web",
        f"https://drive.google.com/drive/folders?id={ID}",
        f"https://drive.google.com/drive/u/1/open?id={ID}",
        f"drive.google.com/drive/folders/{ID}",
        f"http://127.0.0.1:8123/drive/folders/{ID}",
        f"http://localhost:8123/drive/folders/{ID}",
    ],
)
def test_every_form_of_a_folder_link_gives_its_id(link: str) -> None:
    assert parse_link(link) == Place(FileId(ID))


@pytest.mark.parametrize(
    "link",
    [
        f"https://drive.google.com/file/d/{ID}/view?usp=sharing",
        f"https://drive.google.com/file/d/{ID}",
        f"https://drive.google.com/file/u/2/d/{ID}/preview",
        f"https://drive.google.com/uc?export=download&id={ID}",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit#gid=0",
        f"https://docs.google.com/document/u/0/d/{ID}/edit",
        f"https://docs.google.com/a/example.com/presentation/d/{ID}/edit",
        f"http://127.0.0.1:8123/file/d/{ID}/view",
    ],
)
def test_every_form_of_a_files_link_gives_its_id(link: str) -> None:
    assert parse_link(link) == Place(FileId(ID))


@pytest.mark.parametrize(
    "link",
    [
        f"https://drive.google.com/drive/folders/{ID}?resourcekey=0-a_B&usp=sharing",
        f"https://drive.google.com/open?id={ID}&resourcekey=0-a_B",
        f"https://drive.google.com/file/d/{ID}/view?resourcekey=0-a_B",
    ],
)
def test_a_resource_key_is_kept_with_the_id(link: str) -> None:
    assert parse_link(link) == Place(FileId(ID), "0-a_B")


@pytest.mark.parametrize(
    "link", ["https://drive.google.com/drive/my-drive", "https://drive.google.com/drive/u/2/my-drive"]
)
def test_the_address_of_my_drive_is_its_alias(link: str) -> None:
    assert parse_link(link) == MY_DRIVE


@pytest.mark.parametrize(
    "link",
    [
        "",
        "my drawings",
        "https://drive.google.com/drive/folders/",
        "https://drive.google.com/drive/folders/a'b",
        f"https://drive.google.com/drive/folders/{ID}/../x",
        f"https://drive.google.com/drive/folders/{ID}%27%20or%20",
        f"https://drive.google.com/file/d/{ID}/view/x",
        f"https://docs.google.com/spreadsheets/d/e/2PACX-{ID}/pubhtml",
        f"https://docs.google.com/{ID}/edit",
        f"https://drive.google.com/drive/folders/{ID}?resourcekey=0%0d%0aX-Evil:1",
        f"https://drive.google.com/drive/folders/{ID}?resourcekey=a,b/c",
        "https://drive.google.com/open?id=a/b",
        "https://drive.google.com/drive/recent",
        f"https://drive.google.com.evil.example/drive/folders/{ID}",
        f"https://evil.example/drive/folders/{ID}",
        f"https://evil.example/?u=https://drive.google.com/drive/folders/{ID}",
        f"https://drive.google.com@evil.example/drive/folders/{ID}",
        f"ftp://drive.google.com/drive/folders/{ID}",
        f"file:///drive/folders/{ID}",
        "https://[::1/drive/folders/x",
        f"http://169.254.169.254/drive/folders/{ID}",
    ],
)
def test_anything_else_is_a_bad_link_with_a_hint(link: str) -> None:
    with pytest.raises(RequestRejected) as refused:
        parse_link(link)
    assert refused.value.code is ErrorCode.BAD_LINK
    assert "drive.google.com/drive/folders/" in refused.value.hint
