"""A compiled list survives storage, and nothing but a compiled list is taken for one."""

import json
import zlib
from unicodedata import unidata_version

import pytest

from holescan.domain.matching import CompiledCodes, MatchMode, MatchOptions
from holescan.domain.text import ExtractedText, TextPart

CODES = ["HOLE-1", "HOLE-1-2", "HOLE-12", "#12", '10"-CWS-1042-A1B-N', "钻孔-1", "BH-\ud800 1", "***", "HOLE-1"]
HEADER = f"holescan-codes/3 unicode/{unidata_version}\n".encode()
TEXT = ExtractedText((TextPart("hole_1, HOLE-1-2, HOLE-12, #12, 10-CWS-1042-A1B-N, 钻孔1, H0LE-l2"),), pages=1)


@pytest.mark.parametrize("leading_zeros", [False, True])
@pytest.mark.parametrize("mode", list(MatchMode))
def test_a_loaded_list_finds_what_the_stored_one_found(mode: MatchMode, leading_zeros: bool) -> None:
    compiled = CompiledCodes.compile(CODES, MatchOptions(mode, leading_zeros=leading_zeros))
    loaded = CompiledCodes.from_bytes(compiled.to_bytes())
    assert loaded.options == compiled.options
    assert loaded.find(TEXT) == compiled.find(TEXT) != ()


def test_the_same_codes_in_another_order_are_the_same_bytes() -> None:
    forwards, backwards = (CompiledCodes.compile(codes, MatchOptions()) for codes in (CODES, CODES[::-1]))
    assert forwards.to_bytes() == backwards.to_bytes()


def test_what_is_stored_is_plain_json() -> None:
    header, _, stored = CompiledCodes.compile(CODES, MatchOptions()).to_bytes().partition(b"\n")
    assert header + b"\n" == HEADER
    assert json.loads(zlib.decompress(stored))["mode"] == "normalised"


def stored_as(content: bytes) -> bytes:
    return HEADER + content


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"holescan-codes/0\n",
        HEADER.replace(unidata_version.encode(), b"3.2.0"),
        stored_as(b"not deflated"),
        stored_as(zlib.compress(b"not json")),
        stored_as(zlib.compress(b"[]")),
        stored_as(zlib.compress(b'{"mode": "normalised", "leading_zeros": false, "indexes": [{}]}')),
    ],
)
def test_anything_else_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="compiled codes"):
        CompiledCodes.from_bytes(stored)


def test_an_empty_list_matches_nothing() -> None:
    assert CompiledCodes.compile([], MatchOptions()).find(TEXT) == ()
