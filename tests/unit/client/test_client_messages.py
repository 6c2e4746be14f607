"""An older client and a later server: fields may be added to any message, and to anything in it."""

import json

from client.connection import parse
from tests.unit.client_messages import match_found


def test_what_a_later_server_adds_hides_no_match() -> None:
    message = json.loads(match_found("a.pdf").model_dump_json())
    message["added"] = message["data"]["added"] = message["data"]["codes"][0]["added"] = "later"
    assert parse(json.dumps(message)) == match_found("a.pdf")


def test_a_message_of_a_later_server_is_skipped() -> None:
    assert parse('{"type": "ADDED", "session_id": "1"}') is None
