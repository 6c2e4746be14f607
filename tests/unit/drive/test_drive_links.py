import pytest

from holescan.domain.drive_links import MY_DRIVE, parse_link
from holescan.domain.errors import RequestRejected
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
        f"https://drive.google.com/drive/folders/{ID}?resourcekey=0-abc#grid",
        f"https://drive.google.com/drive/u/0/folders/{ID}",
        f"https://drive.google.com/drive/mobile/u/1/folders/{ID}",
        f"https://drive.google.com/a/example.com/drive/folders/{ID}",
        f"https://drive.google.com/drive/shared-drives/{ID}",
        f"https://drive.google.com/open?id={ID}",
        f"https://drive.google.com/folderview?id={ID}&usp=drive_web",
        f"https://drive.google.com/drive/folders?id={ID}",
        f"drive.google.com/drive/folders/{ID}",
        f"http://127.0.0.1:8123/drive/folders/{ID}",
        f"http://localhost:8123/drive/folders/{ID}",
    ],
)
def test_every_form_of_a_folder_link_gives_its_id(link: str) -> None:
    assert parse_link(link) == ID


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
        f"https://drive.google.com/file/d/{ID}/view",
        f"https://docs.google.com/spreadsheets/d/{ID}/edit",
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
