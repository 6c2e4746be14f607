"""The one place that makes boto3 clients: each once per process, with the patience its callers can afford."""

from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore import UNSIGNED
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_apigatewaymanagementapi import ApiGatewayManagementApiClient
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_textract import TextractClient

# A call of the record answers in milliseconds; one that does not is asked again well before a batch's time is up.
_RECORD = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 4})

# Whole code lists and workbooks travel here.
_OBJECTS = Config(
    connect_timeout=2,
    read_timeout=20,
    retries={"mode": "standard", "total_max_attempts": 4},
    signature_version="s3v4",
    # The dashboard's Content-Security-Policy names the bucket's regional host; by default links name the global one.
    s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
)

# A message to a browser is a hint (law 9): a slow connection may cost two seconds, never a file.
_BROWSERS = Config(connect_timeout=2, read_timeout=2, retries={"mode": "standard", "total_max_attempts": 1})

# A page takes a second or two. One that takes long is asked for again in a fresh delivery, not waited for in this one.
_PICTURES = Config(connect_timeout=2, read_timeout=12, retries={"mode": "standard", "total_max_attempts": 2})

# A server on this machine, alone with a person who waits.
_PICTURES_HERE = Config(read_timeout=600, retries={"total_max_attempts": 1}, signature_version=UNSIGNED)


@cache
def dynamodb() -> "DynamoDBClient":
    """The record."""
    return boto3.client("dynamodb", config=_RECORD)


@cache
def s3() -> "S3Client":
    """Logs, lists, uploads and reports."""
    return boto3.client("s3", config=_OBJECTS)


@cache
def sqs() -> "SQSClient":
    """The queues."""
    return boto3.client("sqs", config=_RECORD)


@cache
def kms() -> "KMSClient":
    """The key that seals tokens."""
    return boto3.client("kms", config=_RECORD)


@cache
def secrets_manager() -> "SecretsManagerClient":
    """The deployment's own credential for Drive."""
    return boto3.client("secretsmanager", config=_RECORD)


@cache
def textract() -> "TextractClient":
    """Text recognition; AWS_ENDPOINT_URL_TEXTRACT leads it elsewhere."""
    return boto3.client("textract", config=_PICTURES)


def local_textract(url: str) -> "TextractClient":
    """A server that speaks Textract's wire and asks for no signature."""
    return boto3.client("textract", endpoint_url=url, region_name="us-east-1", config=_PICTURES_HERE)


@cache
def gateway(url: str) -> "ApiGatewayManagementApiClient":
    """The `@connections` of one WebSocket stage; `url` is its https endpoint."""
    return boto3.client("apigatewaymanagementapi", endpoint_url=url, config=_BROWSERS)
