"""An unattended scan: nobody brings a token, and Drive is read with the credential in the deployment's secret."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from local.deploy import client
from tests.integration.gateway_client import SCAN_LIMIT_S, viewer_at
from tests.local_world import DRAWINGS, World

VARIABLE = "HOLESCAN_DRIVE_CREDENTIAL_SECRET_ARN"
POLICY = "DriveCredential"

Aws = Callable[[str], Any]


@pytest.fixture
def aws(world: World) -> Aws:
    return partial(client, world.outputs["AwsEndpointUrl"])


@pytest.fixture
def secret_arn(world: World, aws: Aws) -> Iterator[str]:
    """A user who said yes once; the refresh token is the one that the local Drive knows."""
    user = {"type": "authorized_user", "client_id": "c", "client_secret": "s", "refresh_token": world.outputs["Token"]}
    secrets = aws("secretsmanager")
    arn = secrets.create_secret(Name="drive-credential", SecretString=json.dumps(user))["ARN"]
    yield str(arn)
    secrets.delete_secret(SecretId=arn, ForceDeleteWithoutRecovery=True)


@pytest.fixture
def deployment_with_a_credential(aws: Aws, secret_arn: str) -> Iterator[None]:
    """What `cdk deploy -c drive_credential_secret_arn=` changes, done to the world that stands, and undone."""
    readers = [each for each in aws("lambda").list_functions()["Functions"] if VARIABLE in _variables(each)]
    reading = {"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": secret_arn}
    document = json.dumps({"Version": "2012-10-17", "Statement": [reading]})
    for reader in readers:
        aws("iam").put_role_policy(RoleName=_role(reader), PolicyName=POLICY, PolicyDocument=document)
        _set(aws, reader, secret_arn)
    yield
    for reader in readers:
        _set(aws, reader, "")
        aws("iam").delete_role_policy(RoleName=_role(reader), PolicyName=POLICY)


def _variables(function: dict[str, Any]) -> dict[str, str]:
    variables: dict[str, str] = function.get("Environment", {}).get("Variables", {})
    return variables


def _role(function: dict[str, Any]) -> str:
    return str(function["Role"]).rpartition("/")[2]


def _set(aws: Aws, function: dict[str, Any], arn: str) -> None:
    environment = {"Variables": {**_variables(function), VARIABLE: arn}}
    aws("lambda").update_function_configuration(FunctionName=function["FunctionName"], Environment=environment)


@pytest.mark.usefixtures("deployment_with_a_credential")
def test_a_scan_without_a_token_reads_drive_with_the_deployments_own_credential(world: World) -> None:
    with viewer_at(world.url) as viewer:
        viewer.send("start_scan", drive_link=world.outputs["DriveFolderId"], target_hole_codes=["HOLE-123"])
        complete = viewer.wait_for("COMPLETE", limit_s=SCAN_LIMIT_S)
    kinds = {message["type"] for message in viewer.seen}
    assert not kinds & {"ERROR", "PAUSED"}
    assert [complete[name] for name in ("total_files", "total_matches", "failed")] == [len(DRAWINGS), 1, 1]


def test_without_such_a_credential_a_scan_needs_a_token(world: World) -> None:
    with viewer_at(world.url) as viewer:
        viewer.send("start_scan", drive_link=world.outputs["DriveFolderId"], target_hole_codes=["HOLE-123"])
        error = viewer.wait_for("ERROR")
    assert error["hint"] == "token"
