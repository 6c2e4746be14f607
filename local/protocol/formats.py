"""The list of formats as a part of docs/limits.md and as a module of the dashboard."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

from holescan.adapters.extraction.formats import FORMATS, Format

PAGE = Path("docs") / "limits.md"
MODULE = Path("frontend") / "src" / "protocol" / "kinds.ts"

_LISTS = re.compile(r"(<!-- (read|unread): written by `make protocol` -->\n).*?(<!-- end -->\n)", re.DOTALL)


def limits_page(root: Path) -> str:
    """The page with its two tables as they have to be; the rest of it is written by hand."""
    tables = {"read": _table(_read(), "what is taken out of it"), "unread": _table(_unread(), "what to do instead")}
    return _LISTS.sub(lambda found: f"{found[1]}\n{tables[found[2]]}\n{found[3]}", (root / PAGE).read_text())


def kinds_module() -> str:
    """All of `frontend/src/protocol/kinds.ts`."""
    entries = "".join(f"  {_entry(each)},\n" for each in FORMATS)
    return (
        "/* Written by `make protocol` from holescan.adapters.extraction.formats. Do not edit. */\n\n"
        "export interface FileKind {\n"
        "  readonly name: string;\n"
        "  /** Usual endings with their dot; the bytes of a file decide, not its name. */\n"
        "  readonly endings: readonly string[];\n"
        "  readonly isRead: boolean;\n"
        "  /** What is taken out of it, or what to do instead. */\n"
        "  readonly note: string;\n"
        "}\n\n"
        f"export const FILE_KINDS: readonly FileKind[] = [\n{entries}];\n"
    )


def _read() -> list[Format]:
    return [each for each in FORMATS if each.is_read]


def _unread() -> list[Format]:
    return [each for each in FORMATS if not each.is_read]


def _table(formats: Iterable[Format], heading: str) -> str:
    rows = "".join(f"| {each.name} | {' '.join(each.endings)} | {each.note} |\n" for each in formats)
    return f"| format | endings | {heading} |\n|---|---|---|\n{rows}"


def _entry(each: Format) -> str:
    fields = (
        f"name: {json.dumps(each.name)}",
        f"endings: {json.dumps(each.endings)}",
        f"isRead: {json.dumps(each.is_read)}",
        f"note: {json.dumps(each.note)}",
    )
    return f"{{ {', '.join(fields)} }}"
