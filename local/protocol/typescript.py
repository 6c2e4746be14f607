"""The page's types: the schemas through json-schema-to-typescript, then the constants a type cannot carry."""

import json
import subprocess
from enum import StrEnum
from pathlib import Path
from typing import Any

from holescan.domain.reasons import Reason
from holescan.protocol.asyncapi import SUBPROTOCOL, client_schema, server_schema
from holescan.protocol.client import MAX_INLINE_BYTES, MAX_UPLOAD_BYTES
from local.npm import NODE

_GENERATOR = Path("frontend") / "scripts" / "types.mjs"


def typescript(root: Path) -> str:
    """All of `frontend/src/protocol/generated.ts`. Needs `frontend/node_modules`."""
    generated = subprocess.run(  # noqa: S603 - our own generator, fed our own schema
        [NODE, root.resolve() / _GENERATOR],
        input=json.dumps(_both()),
        capture_output=True,
        text=True,
        check=True,
        cwd=root / "frontend",
    )
    return f"{generated.stdout.rstrip()}\n\n{_constants()}"


def _both() -> dict[str, Any]:
    client, server = client_schema(), server_schema()
    unions = {schema["title"]: {"oneOf": schema["oneOf"]} for schema in (client, server)}
    return {
        "title": "AnyMessage",
        "oneOf": [{"$ref": f"#/$defs/{title}"} for title in unions],
        "$defs": _without_defaults({**client["$defs"], **server["$defs"], **unions}),
    }


def _without_defaults(schema: Any) -> Any:
    # A default beside a $ref makes the generator write that type twice.
    if isinstance(schema, list):
        return [_without_defaults(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _without_defaults(value) for key, value in schema.items() if not ("$ref" in schema and key == "default")
    }


def _constants() -> str:
    return (
        f'export const SUBPROTOCOL = "{SUBPROTOCOL}";\n'
        f"export const MAX_INLINE_BYTES = {MAX_INLINE_BYTES};\n"
        f"export const MAX_UPLOAD_BYTES = {MAX_UPLOAD_BYTES};\n\n"
        f"{_record('REASON_MESSAGES', Reason, {reason: reason.message for reason in Reason})}\n"
        f"{_set('PROVISIONAL_REASONS', Reason, [reason for reason in Reason if reason.is_provisional])}\n"
        f"{_subset('FinalReason', Reason, [reason for reason in Reason if reason.is_final])}"
    )


def _record(name: str, keys: type[StrEnum], values: dict[Any, str]) -> str:
    lines = "".join(f"  {key}: {json.dumps(value)},\n" for key, value in values.items())
    return f"export const {name}: Readonly<Record<{keys.__name__}, string>> = {{\n{lines}}};\n"


def _set(name: str, members: type[StrEnum], values: list[Any]) -> str:
    listed = ", ".join(json.dumps(value) for value in values)
    return f"export const {name}: ReadonlySet<{members.__name__}> = new Set<{members.__name__}>([{listed}]);\n"


def _subset(name: str, of: type[StrEnum], values: list[Any]) -> str:
    listed = " | ".join(json.dumps(value) for value in values)
    return f"export type {name} = Extract<{of.__name__}, {listed}>;\n"
