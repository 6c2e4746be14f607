"""A deployment with a credential of its own: who reads it, and who is asked before anybody connects."""

from pathlib import Path

import pytest

from cdk.sign_in import MissingAuthorizer, NotAnArn, SignIn, sign_in_from_context
from tests.contract.template.reading import Synthesized, read, synthesize, text

AUTHORIZER = "arn:aws:lambda:eu-central-1:123456789012:function:who-may-connect"
SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:holescan/drive-AbCdEf"
READERS = {"ScanDispatcher", "Lister", "ScanWorker"}
GRANTED = "secretsmanager:GetSecretValue"


@pytest.fixture(scope="session")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Synthesized:
    files, folder = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("guarded")
    (files / "index.html").write_text("<!doctype html>")
    context = (f"authorizer_arn={AUTHORIZER}", f"drive_credential_secret_arn={SECRET}", f"dashboard_files={files}")
    run = synthesize(folder, *context)
    output, _ = run.communicate(timeout=900)
    assert run.returncode == 0, output  # cdk-nag has reviewed it, too
    return read(folder)


def setting(stack: Synthesized, name: str) -> dict[str, str]:
    functions = stack.properties("AWS::Lambda::Function").items()
    found = {function: each.get("Environment", {}).get("Variables", {}) for function, each in functions}
    return {function: text(given[name]) for function, given in found.items() if name in given}


def told_to_the_page(stack: Synthesized) -> str:
    """Not JSON yet: the addresses are put in while deploying."""
    [config] = stack.folder.glob("asset.*/config.json")
    return config.read_text()


def test_the_secret_is_read_by_the_three_functions_that_ask_drive(guarded: Synthesized) -> None:
    assert guarded.may(GRANTED) == {(reader, SECRET) for reader in READERS}
    assert setting(guarded, "HOLESCAN_DRIVE_CREDENTIAL_SECRET_ARN") == dict.fromkeys(READERS, SECRET)


def test_without_a_credential_nothing_of_secrets_is_granted(stack: Synthesized) -> None:
    assert {grant for grant in stack.grants() if grant.action.startswith("secretsmanager:")} == set()
    assert setting(stack, "HOLESCAN_DRIVE_CREDENTIAL_SECRET_ARN") == dict.fromkeys(READERS, "")


def test_the_authorizer_is_asked_at_connect_and_once(guarded: Synthesized) -> None:
    routes = guarded.properties("AWS::ApiGatewayV2::Route").values()
    asked = {
        route["RouteKey"]: (route["AuthorizationType"], text(route["AuthorizerId"]))
        for route in routes
        if "AuthorizerId" in route
    }
    assert asked == {"$connect": ("CUSTOM", "<GatewayAuthorizer>")}

    authorizer = guarded.properties("AWS::ApiGatewayV2::Authorizer")["GatewayAuthorizer"]
    assert authorizer["AuthorizerType"] == "REQUEST"
    assert text(authorizer["AuthorizerUri"]).endswith(f"functions/{AUTHORIZER}/invocations")
    assert authorizer["IdentitySource"] == ["route.request.header.Sec-WebSocket-Protocol"]


def test_only_this_authorizer_of_this_api_may_call_the_operators_function(guarded: Synthesized) -> None:
    permission = guarded.properties("AWS::Lambda::Permission")["GatewayAuthorizerInvokedByGateway"]
    assert (permission["FunctionName"], permission["Principal"]) == (AUTHORIZER, "apigateway.amazonaws.com")
    assert text(permission["SourceArn"]).endswith(":<GatewayWebSocketApi>/authorizers/<GatewayAuthorizer>")


def test_without_an_authorizer_nobody_is_asked(stack: Synthesized) -> None:
    routes = stack.properties("AWS::ApiGatewayV2::Route").values()
    assert {route["AuthorizationType"] for route in routes} == {"NONE"}
    assert stack.properties("AWS::ApiGatewayV2::Authorizer") == {}


def test_connect_lets_nobody_in_without_a_name_behind_an_authorizer_alone(
    guarded: Synthesized, stack: Synthesized
) -> None:
    assert setting(guarded, "HOLESCAN_HAS_AUTHORIZER") == {"ConnectHandler": "1"}
    assert setting(stack, "HOLESCAN_HAS_AUTHORIZER") == {"ConnectHandler": "0"}


def test_the_dashboard_is_told_who_owns_a_scan_and_that_nobody_needs_to_sign_in_to_google(
    guarded: Synthesized, deployed: Synthesized
) -> None:
    assert guarded.properties("Custom::CDKBucketDeployment")  # the page's config.json is among its sources
    assert '"signIn":"deployment"' in told_to_the_page(guarded)
    assert '"scansBelongTo":"person"' in told_to_the_page(guarded)
    assert '"webSocketUrl"' in told_to_the_page(deployed)
    assert "scansBelongTo" not in told_to_the_page(deployed)


def test_a_credential_without_an_authorizer_does_not_synthesize(tmp_path: Path) -> None:
    run = synthesize(tmp_path, f"drive_credential_secret_arn={SECRET}")
    output, _ = run.communicate(timeout=900)
    assert run.returncode != 0
    assert "needs -c authorizer_arn=" in output
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("local", ["true", None])
def test_no_variant_has_a_credential_without_an_authorizer(local: str | None) -> None:
    given = {"local": local, "drive_credential_secret_arn": SECRET}
    with pytest.raises(MissingAuthorizer, match="somebody must say who may"):
        sign_in_from_context(given.get)


def test_an_authorizer_may_stand_alone() -> None:
    assert sign_in_from_context({"authorizer_arn": AUTHORIZER}.get) == SignIn(authorizer_arn=AUTHORIZER)
    assert sign_in_from_context(lambda _: None) == SignIn()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("drive_credential_secret_arn", "*"),
        ("drive_credential_secret_arn", SECRET.replace("drive-AbCdEf", "*")),
        ("drive_credential_secret_arn", SECRET.replace("drive-AbCdEf", "drive-??????")),
        ("drive_credential_secret_arn", SECRET.removesuffix("-AbCdEf")),
        ("drive_credential_secret_arn", SECRET.replace("123456789012", "*")),
        ("drive_credential_secret_arn", AUTHORIZER),
        ("drive_credential_secret_arn", SECRET + "\n"),
        ("authorizer_arn", SECRET),
        ("authorizer_arn", "who-may-connect"),
        ("authorizer_arn", AUTHORIZER + "*"),
    ],
)
def test_what_names_more_or_less_than_one_resource_is_refused(key: str, value: str) -> None:
    given = {"authorizer_arn": AUTHORIZER, "drive_credential_secret_arn": SECRET} | {key: value}
    with pytest.raises(NotAnArn, match=f"-c {key}="):
        sign_in_from_context(given.get)
