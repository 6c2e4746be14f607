"""What Drive v3 itself says it accepts and answers: the discovery document that google-api-python-client ships."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def document() -> dict[str, Any]:
    """The whole discovery document of Drive v3."""
    source = files("googleapiclient.discovery_cache.documents") / "drive.v3.json"
    parsed: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return parsed


def parameters(method: str) -> dict[str, dict[str, Any]]:
    """Query parameters of a method such as "files.list", by name, with those every method takes."""
    resource, verb = method.split(".")
    own = document()["resources"][resource]["methods"][verb]["parameters"]
    queried = {name: spec for name, spec in own.items() if spec["location"] == "query"}
    return {**document()["parameters"], **queried}


def properties(schema: str) -> dict[str, dict[str, Any]]:
    """Properties of a schema such as "File"."""
    declared: dict[str, dict[str, Any]] = document()["schemas"][schema]["properties"]
    return declared
