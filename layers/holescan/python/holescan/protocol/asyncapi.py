"""The protocol as documents: JSON Schemas and an AsyncAPI 3 description, derived from the models and from nothing else."""

from collections.abc import Mapping, Sequence
from inspect import cleandoc
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from holescan.protocol import client, server
from holescan.protocol.client import ClientMessage
from holescan.protocol.server import ServerMessage

JsonObject = dict[str, Any]

SUBPROTOCOL = "holescan.v1"
_IN_DEFS = "#/$defs/{model}"
_IN_COMPONENTS = "#/components/schemas/{model}"
_TAGS = ("action", "type")

ANSWERS: Mapping[type[BaseModel], type[BaseModel] | None] = {
    client.StartScan: server.Started,
    client.EstimateScan: server.Estimate,
    client.RequestUpload: server.UploadReady,
    client.InspectCodes: server.CodesRead,
    client.BrowseFolder: server.Folder,
    client.ResumeScan: server.SyncState,
    client.GetResults: server.Results,
    client.CancelScan: None,
    client.DeleteScan: server.Deleted,
    client.RetryFailed: server.Started,
    client.RefreshToken: server.Resumed,
    client.ListScans: server.Scans,
    client.GetScan: server.Scan,
    client.GetReport: server.ReportReady,
    client.Ping: server.Pong,
}
"""What answers each action where ERROR does not. A cancel is not answered: CANCELLED follows when the scan has drained."""


class Plain(GenerateJsonSchema):
    """JSON Schema for generators of types: no title per field, and what we always write is required."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No: each title becomes an alias such as `SessionId6` in the generated types."""
        del schema
        return False

    def field_is_required(self, field: Any, total: bool) -> bool:
        """Fields with a default are written too, so whoever reads us may rely on them."""
        return self.mode == "serialization" or super().field_is_required(field, total)


def client_models() -> tuple[type[BaseModel], ...]:
    """What the browser may send, in the order of the union."""
    return _members(ClientMessage)


def server_models() -> tuple[type[BaseModel], ...]:
    """What the server sends, in the order of the union."""
    return _members(ServerMessage)


def tag_of(model: type[BaseModel]) -> str:
    """The value of `action` or `type` that names this message on the wire."""
    return next(str(model.model_fields[tag].default) for tag in _TAGS if tag in model.model_fields)


def client_schema() -> JsonObject:
    """JSON Schema of everything the browser may send."""
    return _union_schema("ClientMessage", client_models(), "validation", "action")


def server_schema() -> JsonObject:
    """JSON Schema of everything the server sends."""
    return _union_schema("ServerMessage", server_models(), "serialization", "type")


def asyncapi() -> JsonObject:
    """The AsyncAPI 3 document: one channel, each action received with its answer, and what the server sends unasked."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "holescan",
            "version": "1.0.0",
            "description": (
                "Scans a folder of drawings for hole codes and tells every hit the moment it is found. "
                "How the messages belong together: README.md beside this file."
            ),
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {"deployment": _server()},
        "channels": {"socket": _channel()},
        "operations": {
            **{tag_of(action): _request(action) for action in client_models()},
            "follow": _operation("send", _unasked()),
        },
        "components": {
            "messages": {tag_of(model): _message(model) for model in (*client_models(), *server_models())},
            "schemas": _component_schemas(),
        },
    }


def _members(union: Any) -> tuple[type[BaseModel], ...]:
    return get_args(get_args(union)[0])


def _definitions(models: Sequence[type[BaseModel]], mode: JsonSchemaMode, ref_template: str) -> JsonObject:
    inputs = [(model, mode) for model in models]
    _, document = models_json_schema(inputs, ref_template=ref_template, schema_generator=Plain)
    definitions: JsonObject = document["$defs"]
    for definition in definitions.values():
        _require_tag(definition)
    return definitions


def _require_tag(definition: JsonObject) -> None:
    # In Python the tag has a default; on the wire a message without it is nobody's.
    tags = [tag for tag in _TAGS if "const" in definition.get("properties", {}).get(tag, {})]
    if missing := [tag for tag in tags if tag not in definition.get("required", ())]:
        definition["required"] = [*missing, *definition.get("required", ())]


def _union_schema(title: str, models: Sequence[type[BaseModel]], mode: JsonSchemaMode, tag: str) -> JsonObject:
    references = {tag_of(model): _IN_DEFS.format(model=model.__name__) for model in models}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "oneOf": [{"$ref": reference} for reference in references.values()],
        "discriminator": {"propertyName": tag, "mapping": references},
        "$defs": _definitions(models, mode, _IN_DEFS),
    }


def _component_schemas() -> JsonObject:
    received = _definitions(client_models(), "validation", _IN_COMPONENTS)
    sent = _definitions(server_models(), "serialization", _IN_COMPONENTS)
    return received | sent


def _channel() -> JsonObject:
    models = (*client_models(), *server_models())
    return {
        "address": "/",
        "description": (
            f"Sec-WebSocket-Protocol: {SUBPROTOCOL}, client.<32 random bytes, base64url>. "
            "The second one owns the scans it starts; without it the connection does."
        ),
        "messages": {tag_of(model): {"$ref": f"#/components/messages/{tag_of(model)}"} for model in models},
        "bindings": {"ws": {"bindingVersion": "0.1.0"}},
    }


def _server() -> JsonObject:
    return {
        "host": "{api}.execute-api.{region}.amazonaws.com",
        "pathname": "/{stage}",
        "protocol": "wss",
        "description": "The output WebSocketUrl of the stack.",
        "variables": {name: {"description": f"As in WebSocketUrl: {name}."} for name in ("api", "region", "stage")},
    }


def _request(action: type[BaseModel]) -> JsonObject:
    answer = ANSWERS[action]
    answers: list[type[BaseModel]] = [server.Error] if answer is None else [answer, server.Error]
    reply = {"channel": {"$ref": "#/channels/socket"}, "messages": _references(answers)}
    return _operation("receive", [action]) | {"reply": reply}


def _unasked() -> list[type[BaseModel]]:
    """What comes to whoever follows a scan, ERROR included where it ends one."""
    told = (
        model for model in server_models() if issubclass(model, server.ScanMessage) and model is not server.SyncState
    )
    return [*told, server.Error]


def _operation(action: str, models: Sequence[type[BaseModel]]) -> JsonObject:
    return {"action": action, "channel": {"$ref": "#/channels/socket"}, "messages": _references(models)}


def _references(models: Sequence[type[BaseModel]]) -> list[JsonObject]:
    return [{"$ref": f"#/channels/socket/messages/{tag_of(model)}"} for model in models]


def _message(model: type[BaseModel]) -> JsonObject:
    return {
        "name": tag_of(model),
        "title": model.__name__,
        "summary": cleandoc(model.__doc__ or ""),
        "payload": {"$ref": _IN_COMPONENTS.format(model=model.__name__)},
    } | _correlation(model)


def _correlation(model: type[BaseModel]) -> JsonObject:
    if "request_id" not in model.model_fields:
        return {}
    return {"correlationId": {"location": "$message.payload#/request_id"}}
