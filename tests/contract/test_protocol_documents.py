"""The protocol's documents say what the models say."""

import json
from pathlib import Path

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from holescan.protocol.asyncapi import (
    ANSWERS,
    asyncapi,
    client_models,
    client_schema,
    server_models,
    server_schema,
    tag_of,
)
from holescan.protocol.client import ClientMessage
from holescan.protocol.server import ServerMessage
from local.protocol.documents import drifted, leftovers
from local.protocol.examples import CLIENT_EXAMPLES, SERVER_EXAMPLES

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "protocol" / "examples"
TO_SERVER: TypeAdapter[ClientMessage] = TypeAdapter(ClientMessage)
TO_BROWSER: TypeAdapter[ServerMessage] = TypeAdapter(ServerMessage)


def _text(name: str) -> str:
    return (EXAMPLES / name).read_text()


def test_no_generated_file_drifted() -> None:
    if not (ROOT / "frontend" / "node_modules").is_dir():
        pytest.skip("the types are generated with frontend/node_modules: run `make build-ui`")
    assert drifted(ROOT) == []


def test_every_message_has_one_example() -> None:
    assert [type(message) for message in CLIENT_EXAMPLES] == list(client_models())
    assert [type(message) for message in SERVER_EXAMPLES] == list(server_models())


@pytest.mark.parametrize("message", CLIENT_EXAMPLES, ids=lambda message: tag_of(type(message)))
def test_an_action_on_disk_is_read_as_it_was_meant(message: ClientMessage) -> None:
    assert TO_SERVER.validate_json(_text(f"client.{tag_of(type(message))}.json")) == message


@pytest.mark.parametrize("message", SERVER_EXAMPLES, ids=lambda message: tag_of(type(message)))
def test_a_message_on_disk_is_read_as_it_was_meant(message: ServerMessage) -> None:
    assert TO_BROWSER.validate_json(_text(f"server.{tag_of(type(message))}.json")) == message


def test_an_action_without_its_name_is_nobodys() -> None:
    action = json.loads(_text("client.ping.json"))
    del action["action"]
    with pytest.raises(ValidationError):
        TO_SERVER.validate_python(action)
    assert "action" in client_schema()["$defs"]["Ping"]["required"]


def test_what_the_server_sends_is_written_in_full() -> None:
    for name, definition in server_schema()["$defs"].items():
        if "properties" in definition:
            assert sorted(definition["required"]) == sorted(definition["properties"]), name


def test_every_reference_of_the_asyncapi_document_leads_somewhere() -> None:
    document = asyncapi()
    for reference in _references(document):
        node = document
        for step in reference.removeprefix("#/").split("/"):
            node = node[step]


def test_each_action_has_its_answer_in_the_asyncapi_document() -> None:
    operations = asyncapi()["operations"]
    replies = {
        name: [_name(one) for one in of["reply"]["messages"]] for name, of in operations.items() if "reply" in of
    }
    assert [replies[tag_of(model)] for model in client_models()] == list(replies.values())
    assert replies["start_scan"] == ["STARTED", "ERROR"]
    assert replies["cancel_scan"] == ["ERROR"]
    told = {_name(one) for one in operations["follow"]["messages"]}
    assert told | {name for names in replies.values() for name in names} == {tag_of(model) for model in server_models()}


def test_the_page_for_authors_of_clients_names_every_action_and_its_answer() -> None:
    page = (ROOT / "docs" / "protocol" / "README.md").read_text()
    unnamed = [
        tag_of(model) for pair in ANSWERS.items() for model in pair if model and f"`{tag_of(model)}`" not in page
    ]
    assert unnamed == []


def test_the_asyncapi_document_on_disk_is_yaml_of_all_messages() -> None:
    document = yaml.safe_load((ROOT / "docs" / "protocol" / "asyncapi.yaml").read_text())
    assert set(document["components"]["messages"]) == {tag_of(model) for model in (*client_models(), *server_models())}


def test_an_example_of_no_message_is_told(tmp_path: Path) -> None:
    stale = tmp_path / "docs" / "protocol" / "examples" / "server.GONE.json"
    stale.parent.mkdir(parents=True)
    stale.write_text("{}")
    assert leftovers(tmp_path, []) == [stale.relative_to(tmp_path)]


def _name(reference: dict[str, str]) -> str:
    return reference["$ref"].rpartition("/")[2]


def _references(node: object) -> list[str]:
    if isinstance(node, list):
        return [reference for item in node for reference in _references(item)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
    return own + [reference for value in node.values() for reference in _references(value)]
