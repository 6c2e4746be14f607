"""Deploys an assembly into the emulator with the real `cdk bootstrap` and `cdk deploy`, and tells what came of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import boto3

from local.assembly import STACK
from local.cdk_cli import cdk
from local.emulator.server import CREDENTIALS, REGION
from local.fixups import Client, apply_what_was_dropped

ACCOUNT = "000000000000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """The stack as it stands in the emulator: its own outputs, and what an address must name."""

    outputs: Mapping[str, str]
    api_id: str
    stage: str


def client(endpoint_url: str, service: str) -> Any:
    """A boto3 client of the emulator's root user."""
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=endpoint_url,
        region_name=REGION,
        aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
    )


def deploy(assembly: Path, endpoint_url: str, *, log_folder: Path) -> Deployed:
    """Deploy the stack of `assembly`.

    Raises:
        CdkFailed: with the end of cdk's output.
    """
    variables = {**CREDENTIALS, "AWS_ENDPOINT_URL": endpoint_url}
    app = ("--app", str(assembly))
    cdk("bootstrap", f"aws://{ACCOUNT}/{REGION}", *app, log=log_folder / "bootstrap.log", variables=variables)
    _let_assets_in(endpoint_url)
    never_ask = ("--require-approval", "never", "--progress", "events")
    cdk("deploy", STACK, *app, *never_ask, log=log_folder / "deploy.log", variables=variables)
    in_emulator = partial(client, endpoint_url)
    resources = _resources(in_emulator)
    apply_what_was_dropped(json.loads((assembly / f"{STACK}.template.json").read_text()), resources, in_emulator)
    return Deployed(
        outputs=_stack_outputs(in_emulator),
        api_id=_only(resources, "AWS::ApiGatewayV2::Api"),
        stage=_only(resources, "AWS::ApiGatewayV2::Stage"),
    )


def _let_assets_in(endpoint_url: str) -> None:
    """The bootstrap bucket's policy refuses plain http, and the emulator enforces it."""
    client(endpoint_url, "s3").delete_bucket_policy(Bucket=f"cdk-hnb659fds-assets-{ACCOUNT}-{REGION}")


def _resources(client: Client) -> dict[str, tuple[str, str]]:
    described = client("cloudformation").describe_stack_resources(StackName=STACK)["StackResources"]
    return {one["LogicalResourceId"]: (one["ResourceType"], one["PhysicalResourceId"]) for one in described}


def _only(resources: Mapping[str, tuple[str, str]], kind: str) -> str:
    [name] = [name for type_, name in resources.values() if type_ == kind]
    return name


def _stack_outputs(client: Client) -> dict[str, str]:
    [stack] = client("cloudformation").describe_stacks(StackName=STACK)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
