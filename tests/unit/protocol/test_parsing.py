"""Every frame becomes a typed action, or an answer that says what is wrong with it."""

import pytest

from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode
from holescan.protocol.client import Ping, ResumeScan, StartScan
from holescan.protocol.parsing import parse_action, request_id_of


def refused(body: str) -> RequestRejected:
    with pytest.raises(RequestRejected) as raised:
        parse_action(body)
    return raised.value


@pytest.mark.parametrize("body", ["", "{", "[]", '"ping"', "null", "[" * 100_000])
def test_what_is_no_json_object_is_malformed(body: str) -> None:
    assert refused(body).code is ErrorCode.MALFORMED_JSON


@pytest.mark.parametrize("body", ["{}", '{"action": "dance"}', '{"action": 7}', '{"action": ["ping"]}'])
def test_an_unknown_action_is_answered_with_the_known_ones(body: str) -> None:
    rejected = refused(body)

    assert rejected.code is ErrorCode.UNKNOWN_ACTION
    assert "start_scan" in rejected.hint


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"action": "start_scan", "token": 5}', "token"),
        ('{"action": "start_scan", "token": "t", "target_hole_codes": "HOLE-1"}', "target_hole_codes"),
        ('{"action": "start_scan", "token": "t", "options": {"mode": "magic"}}', "options.mode"),
        ('{"action": "start_scan", "token": "t", "options": {"speed": 9}}', "options.speed"),
        ('{"action": "resume_scan", "session_id": "../etc"}', "session_id"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(body: str, field: str) -> None:
    rejected = refused(body)

    assert rejected.code is ErrorCode.INVALID_FIELD
    assert rejected.hint == field


def test_a_refused_token_is_not_repeated_in_the_answer() -> None:
    rejected = refused('{"action": "start_scan", "token": "' + "canary" * 1000 + '"}')

    assert "canary" not in rejected.message + rejected.hint


def test_unknown_fields_of_a_known_action_are_ignored() -> None:
    assert parse_action('{"action": "ping", "request_id": "7", "mood": "good"}') == Ping(request_id="7")


def test_the_oldest_client_is_understood() -> None:
    action = parse_action('{"action": "start_scan", "token": "t", "file_content": "", "target_hole_codes": ["A-1"]}')

    assert isinstance(action, StartScan)
    assert action.target_hole_codes == ("A-1",)


def test_the_action_decides_the_type() -> None:
    assert isinstance(parse_action('{"action": "resume_scan", "session_id": "abc"}'), ResumeScan)


@pytest.mark.parametrize(
    ("body", "request_id"),
    [('{"action": "dance", "request_id": "r-1"}', "r-1"), ('{"request_id": 7}', None), ("{", None), ("[1]", None)],
)
def test_even_a_refused_frame_keeps_its_request_id(body: str, request_id: str | None) -> None:
    assert request_id_of(body) == request_id


def test_a_date_that_is_none_is_refused_with_one_that_is() -> None:
    rejected = refused('{"action": "start_scan", "token": "t", "options": {"modified_since": "last week"}}')

    assert (rejected.code, rejected.hint) == (ErrorCode.INVALID_FIELD, "options.modified_since")
    assert "2026-01-31" in rejected.message
