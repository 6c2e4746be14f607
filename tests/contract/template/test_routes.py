import json
from typing import Any

import pytest

from tests.contract.template.reading import Synthesized, text

# The actions of docs/protocol, written out a second time on purpose.
DISPATCHED = [
    "start_scan",
    "request_upload",
    "inspect_codes",
    "browse_folder",
    "estimate_scan",
    "resume_scan",
    "get_results",
    "cancel_scan",
    "delete_scan",
    "retry_failed",
    "refresh_token",
    "list_scans",
    "get_scan",
    "get_report",
]
HANDLERS = {
    "$connect": "ConnectHandler",
    "$disconnect": "DisconnectHandler",
    "$default": "DefaultHandler",
    "ping": "DefaultHandler",
} | dict.fromkeys(DISPATCHED, "ScanDispatcher")


def the_one(stack: Synthesized, kind: str) -> dict[str, Any]:
    (only,) = stack.properties(kind).values()
    return only


def test_every_action_of_the_protocol_has_its_route_and_no_other_exists(stack: Synthesized) -> None:
    routes = stack.properties("AWS::ApiGatewayV2::Route").values()
    targets = {route["RouteKey"]: text(route["Target"]) for route in routes}
    assert targets == {key: f"integrations/<GatewayTo{handler}>" for key, handler in HANDLERS.items()}


@pytest.mark.parametrize("handler", sorted(set(HANDLERS.values())))
def test_an_integration_calls_the_function_it_is_named_for(stack: Synthesized, handler: str) -> None:
    integration = stack.properties("AWS::ApiGatewayV2::Integration")[f"GatewayTo{handler}"]
    assert integration["IntegrationType"] == "AWS_PROXY"
    assert f"functions/<{handler}.Arn>/invocations" in text(integration["IntegrationUri"])


def test_only_this_stage_may_invoke_the_functions_on_the_socket(stack: Synthesized) -> None:
    permissions = stack.properties("AWS::Lambda::Permission").values()
    sources = {text(each["FunctionName"]): text(each["SourceArn"]) for each in permissions}
    assert sources.keys() == {f"<{handler}.Arn>" for handler in HANDLERS.values()}
    assert all(source.endswith(":<GatewayWebSocketApi>/v1/*") for source in sources.values())


def test_the_route_is_chosen_by_action(stack: Synthesized) -> None:
    assert the_one(stack, "AWS::ApiGatewayV2::Api")["RouteSelectionExpression"] == "$request.body.action"


def test_the_stage_is_throttled_and_never_traces_messages(stack: Synthesized) -> None:
    settings = the_one(stack, "AWS::ApiGatewayV2::Stage")["DefaultRouteSettings"]
    assert settings["DataTraceEnabled"] is False
    assert 0 < settings["ThrottlingRateLimit"] <= 10_000
    assert 0 < settings["ThrottlingBurstLimit"] <= 5_000


def test_the_access_log_holds_nothing_that_a_caller_wrote(stack: Synthesized) -> None:
    logged = json.loads(the_one(stack, "AWS::ApiGatewayV2::Stage")["AccessLogSettings"]["Format"]).values()
    written_by_callers = ("querystring", "query", "body", "header", "path", "userAgent", "authorizer")
    assert not [field for field in logged for word in written_by_callers if word.lower() in field.lower()]


def test_nobody_reads_the_socket_over_plain_text(deployed: Synthesized) -> None:
    outputs = deployed.template["Outputs"]
    assert text(outputs["WebSocketUrl"]["Value"]).startswith("wss://<GatewayWebSocketApi>.execute-api.")
    assert text(outputs["DashboardUrl"]["Value"]) == "https://<SiteDistribution.DomainName>"
