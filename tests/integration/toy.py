"""A toy product for probing the emulator alone: a WebSocket API and Lambdas, made by API calls in a second."""

import io
import json
import textwrap
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import boto3

from local.emulator.server import CREDENTIALS, REGION, start_emulator
from local.ports import HOST, free_ports

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
    print(message.get("log", ""))
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

BROKEN = "import no_such_module"

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

    def api(self, source: str = HANDLER) -> str:
        """The URL of a stage whose messages lead to `source`."""
        gateway = self.aws("apigatewayv2")
        doorman, receiver = self.function(HANDLER), self.function(source)
        api_id = gateway.create_api(
            Name="toy", ProtocolType="WEBSOCKET", RouteSelectionExpression="$request.body.action"
        )["ApiId"]
        for key, function in (("$connect", doorman), ("$disconnect", doorman), ("$default", receiver)):
            uri = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{function}/invocations"
            made = gateway.create_integration(ApiId=api_id, IntegrationType="AWS_PROXY", IntegrationUri=uri)
            gateway.create_route(ApiId=api_id, RouteKey=key, Target=f"integrations/{made['IntegrationId']}")
        gateway.create_stage(ApiId=api_id, StageName="v1", AutoDeploy=True)
        return f"ws://{HOST}:{self.port}/_aws/execute-api/{api_id}/v1"


def zipped(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, textwrap.dedent(text))
    return buffer.getvalue()


def toy_on_emulator(home: Path, *, stock: bool) -> Iterator[Toy]:
    port = free_ports(0, 1)[0]
    emulator = start_emulator(port, home, stock=stock)
    yield Toy(port)
    emulator.stop()
