"""Each patch of the emulator is right, and still needed: stock fails the same probe."""

import contextlib
import io
import json
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from websockets.exceptions import ConnectionClosed, InvalidStatus

from local.emulator.server import CREDENTIALS, REGION, start_emulator
from local.ports import HOST, free_ports
from tests.integration.gateway_client import viewer_at

TRUST = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": "sts:AssumeRole",
                "Principal": {"Service": "lambda.amazonaws.com", "AWS": "*"},
            }
        ],
    }
)

HANDLER = """
import json, threading
import boto3, botocore.exceptions

def handler(event, context):
    about = event["requestContext"]
    if about["eventType"] == "CONNECT":
        offered = "sec-websocket-protocol" in event["headers"]
        return {"statusCode": 200, "headers": {"Sec-WebSocket-Protocol": "toy.v1"} if offered else {}}
    if about["eventType"] == "DISCONNECT":
        return {"statusCode": 200}
    message = json.loads(event["body"])
    if "wait_s" in message:
        threading.Event().wait(message["wait_s"])
    if "crash" in message:
        raise RuntimeError(message["crash"])
    if "post_bytes" in message:
        post(about, {"padding": "x" * message["post_bytes"]})
    return {"statusCode": 200, "body": message.get("answer", "")}

def post(about, message):
    url = "http://127.0.0.1:PORT/_aws/execute-api/" + about["apiId"] + "/" + about["stage"]
    client = boto3.client("apigatewaymanagementapi", endpoint_url=url)
    try:
        client.post_to_connection(ConnectionId=about["connectionId"], Data=json.dumps(message))
    except botocore.exceptions.ClientError as refused:
        post(about, {"refused": refused.response["ResponseMetadata"]["HTTPStatusCode"]})
"""

LAYERED = """
def handler(event, context):
    import in_the_layer
    return in_the_layer.__file__
"""


@dataclass(frozen=True)
class Toy:
    """A WebSocket API with one echoing Lambda, made by API calls."""

    port: int
    names: Iterator[int] = field(default_factory=lambda: iter(range(1000)))

    def aws(self, service: str, **credentials: str) -> Any:
        keys = credentials or {name.lower(): value for name, value in CREDENTIALS.items() if name != "AWS_REGION"}
        return boto3.client(service, endpoint_url=f"http://{HOST}:{self.port}", region_name=REGION, **keys)  # type: ignore[call-overload]

    def role(self, *actions: str) -> str:
        name = f"role-{next(self.names)}"
        arn: str = self.aws("iam").create_role(RoleName=name, AssumeRolePolicyDocument=TRUST)["Role"]["Arn"]
        allowed = {"Effect": "Allow", "Action": [*actions], "Resource": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
        self.aws("iam").put_role_policy(RoleName=name, PolicyName="it", PolicyDocument=policy)
        return arn

    def function(self, source: str, **options: Any) -> str:
        arn: str = self.aws("lambda").create_function(
            FunctionName=f"function-{next(self.names)}",
            Runtime="python3.12",
            Handler="index.handler",
            Role=self.role("*"),
            Code={"ZipFile": zipped({"index.py": source.replace("PORT", str(self.port))})},
            Timeout=20,
            **options,
        )["FunctionArn"]
        return arn

    def api(self) -> str:
        """The URL of a stage whose routes all lead to HANDLER."""
        gateway = self.aws("apigatewayv2")
        uri = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{self.function(HANDLER)}/invocations"
        api_id = gateway.create_api(
            Name="toy", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action"
        )["ApiId"]
        integration = gateway.create_integration(ApiId=api_id, IntegrationType="AWS_PROXY", IntegrationUri=uri)
        for key in ("$connect", "$disconnect", "$default"):
            gateway.create_route(ApiId=api_id, RouteKey=key, Target=f"integrations/{integration['IntegrationId']}")
        gateway.create_stage(ApiId=api_id, StageName="v1", AutoDeploy=True)
        return f"ws://{HOST}:{self.port}/_aws/execute-api/{api_id}/v1"


def zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, textwrap.dedent(text))
    return buffer.getvalue()


@pytest.fixture(scope="module")
def patched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toy]:
    yield from toy_on_emulator(tmp_path_factory.mktemp("patched"), stock=False)


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toy]:
    yield from toy_on_emulator(tmp_path_factory.mktemp("stock"), stock=True)


def toy_on_emulator(home: Path, *, stock: bool) -> Iterator[Toy]:
    port = free_ports(0, 1)[0]
    emulator = start_emulator(port, home, stock=stock)
    yield Toy(port)
    emulator.stop()


def routes_run_concurrently(toy: Toy) -> bool:
    url = toy.api()
    with viewer_at(url) as slow, viewer_at(url) as quick:
        slow.send("echo", wait_s=8, post_bytes=1)
        quick.send("echo", post_bytes=1)
        quick.next_message(30)
        with contextlib.suppress(AssertionError):
            slow.next_message(0)
        return not slow.seen


def subprotocol_is_answered(toy: Toy) -> bool:
    with viewer_at(toy.api(), subprotocols=("toy.v1", "client.x")) as viewer:
        return viewer.socket.subprotocol == "toy.v1"


def large_message_closes_the_socket(toy: Toy) -> bool:
    with viewer_at(toy.api()) as viewer:
        viewer.send("echo", padding="x" * 140_000, post_bytes=1)
        try:
            viewer.next_message(30)
        except ConnectionClosed as closed:
            return closed.rcvd is not None and closed.rcvd.code == 1009
        return False


def large_post_is_refused(toy: Toy) -> bool:
    with viewer_at(toy.api()) as viewer:
        assert viewer.ask("echo", post_bytes=100_000)["padding"]
        return bool(viewer.ask("echo", post_bytes=140_000).get("refused") == 413)


def answers_of_routes_are_kept_back(toy: Toy) -> bool:
    with viewer_at(toy.api()) as viewer:
        viewer.send("echo", answer='{"who": "returned"}')
        return "who" not in viewer.ask("echo", post_bytes=1)


def crashes_are_not_told(toy: Toy) -> bool:
    with viewer_at(toy.api()) as viewer:
        viewer.send("echo", crash='{"who": "secret"}')
        return viewer.next_message(30).get("message") == "Internal server error"


def unknown_stages_are_refused(toy: Toy) -> bool:
    try:
        with viewer_at(toy.api().replace("/v1", "/v2")):
            return False
    except InvalidStatus as refused:
        return refused.response.status_code == 403


def batches_need_the_single_action(toy: Toy) -> bool:
    queue = toy.aws("sqs").create_queue(QueueName=f"queue-{next(toy.names)}")["QueueUrl"]
    session = toy.aws("sts").assume_role(RoleArn=toy.role("sqs:SendMessage"), RoleSessionName="sender")["Credentials"]
    sender = toy.aws(
        "sqs",
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )
    try:
        sender.send_message_batch(QueueUrl=queue, Entries=[{"Id": "1", "MessageBody": "one"}])
    except ClientError:
        return False
    return True


def layers_are_unpacked_once(toy: Toy) -> bool:
    layer = toy.aws("lambda").publish_layer_version(
        LayerName=f"layer-{next(toy.names)}", Content={"ZipFile": zipped({"python/in_the_layer.py": ""})}
    )["LayerVersionArn"]
    places = set()
    for function in (toy.function(LAYERED, Layers=[layer]), toy.function(LAYERED, Layers=[layer])):
        places.add(toy.aws("lambda").invoke(FunctionName=function)["Payload"].read())
    assert all(b"in_the_layer.py" in place for place in places)
    return len(places) == 1


PROBES: tuple[Callable[[Toy], bool], ...] = (
    routes_run_concurrently,
    subprotocol_is_answered,
    large_message_closes_the_socket,
    large_post_is_refused,
    answers_of_routes_are_kept_back,
    crashes_are_not_told,
    unknown_stages_are_refused,
    batches_need_the_single_action,
    layers_are_unpacked_once,
)


@pytest.mark.parametrize("is_right", PROBES)
def test_the_patched_emulator_does_as_aws(patched: Toy, is_right: Callable[[Toy], bool]) -> None:
    assert is_right(patched)


@pytest.mark.parametrize("is_right", PROBES)
def test_the_stock_emulator_still_needs_the_patch(stock: Toy, is_right: Callable[[Toy], bool]) -> None:
    assert not is_right(stock), "stock is right now: delete the patch and this probe"
