import pytest

from holescan.adapters.extraction.plain import decoded

TEXT = "Bohrung HOLE-1 führt auf 30 m, BH\u201107 nicht\r\n" * 20


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_files_keep_every_character(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "cp1250", "shift_jis", "gb18030", "koi8-r", "cp437"])
def test_codes_survive_an_encoding_that_nobody_declares(encoding: str) -> None:
    content = b"HOLE-1 " + "Größe ж 孔".encode(encoding, "ignore") + b' 10"-CWS-1042-A1B-N\n'
    text = decoded(content * 30)
    assert text.count("HOLE-1") == 30
    assert text.count('10"-CWS-1042-A1B-N') == 30


def test_japanese_that_is_spelled_in_escapes_and_ascii_is_no_ascii() -> None:
    assert decoded("孔HOLE-1 深さ\n".encode("iso2022_jp")) == "孔HOLE-1 深さ\n"


@pytest.mark.parametrize("byte", range(128, 256))
def test_no_single_strange_byte_moves_the_letters_of_a_code(byte: int) -> None:
    assert "HOLE-1" in decoded(b"HOLE-1 " + bytes([byte]))
