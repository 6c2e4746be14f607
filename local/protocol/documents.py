"""Every generated file of the protocol, as text by path, so that writing and comparing share one source."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from holescan.protocol.asyncapi import asyncapi, client_schema, server_schema, tag_of
from local.protocol.examples import CLIENT_EXAMPLES, SERVER_EXAMPLES
from local.protocol.formats import MODULE, PAGE, kinds_module, limits_page
from local.protocol.typescript import typescript

DOCS = Path("docs") / "protocol"
EXAMPLES = DOCS / "examples"
TYPES = Path("frontend") / "src" / "protocol" / "generated.ts"


def documents(root: Path) -> dict[Path, str]:
    """What each generated file must hold, by its path under `root`."""
    return {
        DOCS / "asyncapi.yaml": yaml.safe_dump(asyncapi(), sort_keys=False, allow_unicode=True, width=120),
        DOCS / "schemas" / "client.json": _json(client_schema()),
        DOCS / "schemas" / "server.json": _json(server_schema()),
        **_examples("client", CLIENT_EXAMPLES),
        **_examples("server", SERVER_EXAMPLES),
        TYPES: typescript(root),
        MODULE: kinds_module(),
        PAGE: limits_page(root),
    }


def write(root: Path) -> None:
    """Write every document and remove examples of messages that are no more."""
    wanted = documents(root)
    for stale in leftovers(root, wanted):
        (root / stale).unlink()
    for path, text in wanted.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


def drifted(root: Path) -> list[Path]:
    """Generated files that are missing, differ from the models, or belong to no message any more."""
    wanted = documents(root)
    differing = [path for path, text in wanted.items() if _read(root / path) != text]
    return [*differing, *leftovers(root, wanted)]


def leftovers(root: Path, wanted: Iterable[Path]) -> list[Path]:
    """Examples on disk that no message asks for."""
    kept = set(wanted)
    found = (path.relative_to(root) for path in sorted((root / EXAMPLES).glob("*.json")))
    return [path for path in found if path not in kept]


def _examples(side: str, messages: tuple[BaseModel, ...]) -> dict[Path, str]:
    return {EXAMPLES / f"{side}.{tag_of(type(message))}.json": _json(_as_sent(side, message)) for message in messages}


def _as_sent(side: str, message: BaseModel) -> dict[str, Any]:
    # A browser leaves out what it does not set; the server writes every field.
    document: dict[str, Any] = message.model_dump(mode="json", exclude_defaults=side == "client")
    return {"action": tag_of(type(message)), **document} if side == "client" else document


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _read(path: Path) -> str | None:
    return path.read_text() if path.exists() else None
