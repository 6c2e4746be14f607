"""From the bytes of a WebSocket frame to a typed action, or to the answer that says what is wrong with it."""

import json
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from holescan.domain.errors import RequestRejected
from holescan.domain.reasons import ErrorCode
from holescan.protocol.client import Action, ClientMessage

_ACTIONS: TypeAdapter[Action] = TypeAdapter(ClientMessage)
_KNOWN = sorted(model.model_fields["action"].default for model in get_args(get_args(ClientMessage)[0]))


def parse_action(body: str) -> Action:
    """The action in a frame.

    Raises:
        RequestRejected: MALFORMED_JSON, UNKNOWN_ACTION or INVALID_FIELD; the hint names the field or the choices.
    """
    received = _object(body)
    if received.get("action") not in _KNOWN:
        raise RequestRejected(
            ErrorCode.UNKNOWN_ACTION,
            "The action is not known. Send one of the actions in the hint.",
            hint=", ".join(_KNOWN),
        )
    try:
        return _ACTIONS.validate_python(received)
    except ValidationError as invalid:
        raise _invalid_field(invalid) from None


def request_id_of(body: str) -> str | None:
    """The request_id of a frame that may be malformed otherwise, so that even its ERROR finds the asker."""
    try:
        request_id = _object(body).get("request_id")
    except RequestRejected:
        return None
    return request_id[:128] if isinstance(request_id, str) else None


def _object(body: str) -> dict[str, Any]:
    try:
        received = json.loads(body)
    except (ValueError, RecursionError):
        received = None
    if isinstance(received, dict):
        return received
    raise RequestRejected(
        ErrorCode.MALFORMED_JSON,
        'The message is not a JSON object. Send one like {"action": "ping"}.',
    )


def _invalid_field(invalid: ValidationError) -> RequestRejected:
    # The value stays out: it may be a token.
    first = invalid.errors(include_input=False, include_context=False, include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    return RequestRejected(
        ErrorCode.INVALID_FIELD,
        f"The field {field} cannot be used: {first['msg']}. Mend it and send the message again.",
        hint=field,
    )
