"""The local world as a person at a terminal meets it."""

import json
import socket
import urllib.request
from email.message import Message
from functools import partial
from typing import Any

from local.deploy import client
from local.ports import HOST, accepts
from tests.integration.gateway_client import viewer_at
from tests.local_world import World


def test_a_ping_is_answered(world: World) -> None:
    with viewer_at(world.url) as viewer:
        assert viewer.ask("ping", request_id="r1") == {"type": "PONG", "request_id": "r1"}


def test_an_unknown_action_is_an_error_and_the_connection_stays(world: World) -> None:
    with viewer_at(world.url) as viewer:
        answer = viewer.ask("dance", request_id="r2")
        assert (answer["type"], answer["code"], answer["request_id"]) == ("ERROR", "unknown_action", "r2")
        assert viewer.ask("ping")["type"] == "PONG"


def test_the_subprotocol_is_answered_and_the_client_secret_is_not(world: World) -> None:
    with viewer_at(world.url, subprotocols=("holescan.v1", "client." + "A" * 43)) as viewer:
        assert viewer.socket.subprotocol == "holescan.v1"


def test_what_cloudformation_drops_is_applied(world: World) -> None:
    aws = partial(client, world.outputs["AwsEndpointUrl"])
    table, bucket = world.outputs["TableName"], world.outputs["BucketName"]
    lives = aws("dynamodb").describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    backups = aws("dynamodb").describe_continuous_backups(TableName=table)["ContinuousBackupsDescription"]
    rules = aws("s3").get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"]
    assert lives == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires_at"}
    assert backups["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    assert {"sessions/", "reports/", "uploads/"} <= {rule["Filter"].get("Prefix") for rule in rules}


def test_the_dashboard_has_the_deployed_headers_and_this_worlds_hosts(world: World) -> None:
    config, headers = fetched(world.outputs["DashboardUrl"] + "/config.json")
    assert config["webSocketUrl"] == world.url
    assert config["driveFolderId"] == world.outputs["DriveFolderId"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "amazonaws.com" not in policy
    assert world.outputs["AwsEndpointUrl"].replace("http", "ws", 1) in policy


def test_everything_listens_on_this_machine_only(world: World) -> None:
    others = [address for address in addresses_of_this_machine() if address != HOST]
    for name in ("AwsEndpointUrl", "DashboardUrl", "DriveUrl"):
        port = int(world.outputs[name].rpartition(":")[2])
        assert accepts(port)
        for address in others:
            with socket.socket() as probe:
                assert probe.connect_ex((address, port)), f"{name} answers on {address}"


def fetched(url: str) -> tuple[Any, Message]:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - http, to ourselves
        return json.load(answer), answer.headers


def addresses_of_this_machine() -> set[str]:
    return {str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
