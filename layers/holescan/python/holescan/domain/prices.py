"""What AWS charges in us-east-1 on demand, in US dollars without any free tier: the one place with a price in it.

As published in September 2026, taken at second hand: read them again before they are quoted to anyone, at
https://aws.amazon.com/sqs/pricing/, /dynamodb/pricing/on-demand/, /api-gateway/pricing/, /lambda/pricing/, /s3/pricing/
and /kms/pricing/. Logs, traces, alarms and the bytes that leave AWS are left out: they hang on settings, not on files.
"""

from collections.abc import Mapping

AS_OF = "2026-09"
REGION = "us-east-1"
PER_MILLION = 1e-6

WRITE_UNITS = "dynamodb write units"
READ_UNITS = "dynamodb read units"

UNITS = {WRITE_UNITS: 0.625 * PER_MILLION, READ_UNITS: 0.125 * PER_MILLION}

# By service; DynamoDB charges units and nothing for the request itself.
REQUESTS = {
    "sqs": 0.40 * PER_MILLION,  # of 64 KB
    "apigatewaymanagementapi": 1.00 * PER_MILLION,  # of 32 KB
    "lambda": 0.20 * PER_MILLION,
    "kms": 3.00 * PER_MILLION,
    "dynamodb": 0.0,
}
S3_PUT, S3_GET = 5.00 * PER_MILLION, 0.40 * PER_MILLION

LAMBDA_GB_S = 13.3334 * PER_MILLION  # arm64
TEXTRACT_PAGE = 1.50e-3  # DetectDocumentText, the first million of a month


def dollars(usage: Mapping[str, float]) -> float:
    """The price of requests ("sqs SendMessageBatch") and units, Lambda's time not among them."""
    return sum(count * _price(name) for name, count in usage.items())


def _price(name: str) -> float:
    if name in UNITS:
        return UNITS[name]
    service, operation = name.split()
    if service == "s3":
        return S3_GET if operation.startswith("Get") else S3_PUT
    return REQUESTS[service]
