"""What CloudFormation in the emulator drops is still dropped: the fix-ups after a deployment are needed."""

import json
from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError

from tests.integration.toy import Toy

TEMPLATE = {
    "Resources": {
        "Table": {
            "Type": "AWS::DynamoDB::Table",
            "Properties": {
                "BillingMode": "PAY_PER_REQUEST",
                "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                "TimeToLiveSpecification": {"AttributeName": "expires_at", "Enabled": True},
                "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True},
            },
        },
        "Bucket": {
            "Type": "AWS::S3::Bucket",
            "Properties": {"LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": 1}]}},
        },
    }
}


@pytest.fixture(scope="module")
def made_by_cloudformation(stock: Toy) -> dict[str, str]:
    cloudformation = stock.aws("cloudformation")
    cloudformation.create_stack(StackName="toy", TemplateBody=json.dumps(TEMPLATE))
    cloudformation.get_waiter("stack_create_complete").wait(StackName="toy", WaiterConfig={"Delay": 1})
    described = cloudformation.describe_stack_resources(StackName="toy")["StackResources"]
    return {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in described}


def lives(toy: Toy, made: dict[str, str]) -> bool:
    told = toy.aws("dynamodb").describe_time_to_live(TableName=made["Table"])["TimeToLiveDescription"]
    return bool(told["TimeToLiveStatus"] == "ENABLED")


def recovers(toy: Toy, made: dict[str, str]) -> bool:
    told = toy.aws("dynamodb").describe_continuous_backups(TableName=made["Table"])["ContinuousBackupsDescription"]
    return bool(told["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED")


def expires(toy: Toy, made: dict[str, str]) -> bool:
    try:
        toy.aws("s3").get_bucket_lifecycle_configuration(Bucket=made["Bucket"])
    except ClientError as missing:
        return missing.response["Error"]["Code"] != "NoSuchLifecycleConfiguration"
    return True


@pytest.mark.parametrize("keeps", [lives, recovers, expires])
def test_cloudformation_still_drops_what_fixups_apply(
    stock: Toy, made_by_cloudformation: dict[str, str], keeps: Callable[[Toy, dict[str, str]], bool]
) -> None:
    assert not keeps(stock, made_by_cloudformation), "stock keeps it now: delete the fix-up"
