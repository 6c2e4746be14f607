"""Applies by API what MiniStack's CloudFormation drops without a word, read from the same template.

`tests/integration/test_emulator_cloudformation.py` tells when CloudFormation keeps one of them by itself.
"""

from collections.abc import Callable, Mapping
from typing import Any

Resources = Mapping[str, tuple[str, str]]
Client = Callable[[str], Any]
Properties = Mapping[str, Any]


def apply_what_was_dropped(template: Mapping[str, Any], resources: Resources, client: Client) -> None:
    """Set the time to live, point-in-time recovery, lifecycles and throttling that `template` asks for."""
    for logical_id, resource in template["Resources"].items():
        fix = FIXES.get(resource["Type"])
        if fix is not None:
            fix(resource.get("Properties", {}), resources[logical_id][1], client)


def _table(properties: Properties, name: str, client: Client) -> None:
    dynamodb = client("dynamodb")
    if lives := properties.get("TimeToLiveSpecification"):
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=lives)
    if recovery := properties.get("PointInTimeRecoverySpecification"):
        dynamodb.update_continuous_backups(TableName=name, PointInTimeRecoverySpecification=recovery)


def _bucket(properties: Properties, name: str, client: Client) -> None:
    rules = properties.get("LifecycleConfiguration", {}).get("Rules", [])
    if rules:
        configuration = {"Rules": [_rule(rule, number) for number, rule in enumerate(rules)]}
        client("s3").put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration=configuration)


def _rule(rule: Mapping[str, Any], number: int) -> dict[str, Any]:
    """CloudFormation's spelling of a rule in the API's."""
    spelled: dict[str, Any] = {
        "ID": rule.get("Id", f"rule-{number}"),
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    if "ExpirationInDays" in rule:
        spelled["Expiration"] = {"Days": rule["ExpirationInDays"]}
    if "AbortIncompleteMultipartUpload" in rule:
        spelled["AbortIncompleteMultipartUpload"] = rule["AbortIncompleteMultipartUpload"]
    if "NoncurrentVersionExpiration" in rule:
        spelled["NoncurrentVersionExpiration"] = rule["NoncurrentVersionExpiration"]
    return spelled


FIXES: Mapping[str, Callable[[Properties, str, Client], None]] = {
    "AWS::DynamoDB::Table": _table,
    "AWS::S3::Bucket": _bucket,
}
