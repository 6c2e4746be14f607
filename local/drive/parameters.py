"""Query parameters, checked against the discovery document: an unknown name or a wrong value is refused."""

from collections.abc import Mapping
from typing import Any

from local.drive.discovery import parameters
from local.drive.errors import DriveError, invalid_parameter

Value = str | int | bool


def read_parameters(method: str, sent: Mapping[str, str]) -> dict[str, Value]:
    """What was sent, in its declared types, and the declared defaults for what was not.

    Raises:
        DriveError: 400 for a name the method does not have, or a value of the wrong type or out of range.
    """
    declared = parameters(method)
    for name in sent:
        if name not in declared:
            raise _unknown(name)
    defaults = {name: spec["default"] for name, spec in declared.items() if "default" in spec}
    return {name: _value(name, declared[name], text) for name, text in {**defaults, **sent}.items()}


def _value(name: str, spec: Mapping[str, Any], text: str) -> Value:
    match spec["type"]:
        case "boolean":
            return _boolean(name, text)
        case "integer":
            return _integer(name, spec, text)
        case _:
            return _text(name, spec, text)


def _boolean(name: str, text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise invalid_parameter(name, f"Invalid value for: '{text}' is not a valid value.")
    return text.lower() == "true"


def _integer(name: str, spec: Mapping[str, Any], text: str) -> int:
    """More than the maximum is taken for the maximum, as the document says of each number that these methods have."""
    low, high = int(spec["minimum"]), int(spec["maximum"])
    if not text.isdecimal() or int(text) < low:
        raise invalid_parameter(name, f"Invalid value '{text}'. Values must be within the range: [{low}, {high}]")
    return min(int(text), high)


def _text(name: str, spec: Mapping[str, Any], text: str) -> str:
    if text not in spec.get("enum", [text]):
        raise invalid_parameter(name, f"Invalid value: {text}. Allowed values: {spec['enum']}")
    return text


def _unknown(name: str) -> DriveError:
    return invalid_parameter(name, f'Unknown name "{name}": Cannot bind query parameter.')
