"""A synthesized template, read with the names of the customer's architecture."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
HASH = re.compile(r"[0-9A-F]{8}$")


@dataclass(frozen=True)
class Grant:
    """One action that a role may do on one resource, references written as CloudFormation's logical names."""

    to: str
    action: str
    on: str


@dataclass(frozen=True)
class Synthesized:
    folder: Path
    template: dict[str, Any]

    def properties(self, kind: str) -> dict[str, dict[str, Any]]:
        """Properties of all resources of a type, by name without CDK's hash."""
        found = self.template["Resources"].items()
        return {bare(name): each.get("Properties", {}) for name, each in found if each["Type"] == kind}

    def grants(self) -> set[Grant]:
        """What the functions may do: every action of every statement on every resource."""
        policies = self.properties("AWS::IAM::Policy")
        owners = {name.removesuffix("RoleDefaultPolicy"): policy for name, policy in policies.items()}
        return {grant for owner, policy in owners.items() for grant in _grants_of(owner, policy)}

    def may(self, action: str) -> set[tuple[str, str]]:
        """Who may do this, and on what."""
        return {(grant.to, grant.on) for grant in self.grants() if grant.action == action}


def synthesize(folder: Path, *context: str) -> subprocess.Popen[str]:
    """Begin `app.py` as an operator or the local world runs it."""
    given = [word for pair in context for word in ("-c", pair)]
    command = [sys.executable, "app.py", "-o", str(folder), *given]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def read(folder: Path) -> Synthesized:
    return Synthesized(folder, json.loads((folder / "Holescan.template.json").read_text()))


def bare(logical_id: str) -> str:
    return HASH.sub("", logical_id)


def text(value: Any) -> str:
    """A property as one line: joined, with references in angle brackets."""
    match value:
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(text(part) for part in parts)
        case {"Fn::GetAtt": [logical_id, attribute]}:
            return f"<{bare(logical_id)}.{attribute}>"
        case {"Ref": name}:
            return f"<{bare(name)}>"
        case dict():
            return f"<{json.dumps(value, separators=(',', ':'))}>"
        case plain:
            return str(plain)


def _grants_of(owner: str, policy: dict[str, Any]) -> Iterator[Grant]:
    for statement in policy["PolicyDocument"]["Statement"]:
        assert statement["Effect"] == "Allow"
        for action in as_list(statement["Action"]):
            for resource in as_list(statement["Resource"]):
                yield Grant(owner, action, text(resource))


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
