from typing import Any

from tests.contract.template.reading import Synthesized, text


def table(stack: Synthesized) -> dict[str, Any]:
    return stack.properties("AWS::DynamoDB::Table")["ProcessResultsTable"]


def bucket(stack: Synthesized) -> dict[str, Any]:
    return stack.properties("AWS::S3::Bucket")["ResultsBucket"]


def keys(schema: list[dict[str, str]]) -> list[str]:
    return [key["AttributeName"] for key in schema]


def test_the_table_is_on_demand_encrypted_and_can_be_restored_to_any_second(stack: Synthesized) -> None:
    assert table(stack)["BillingMode"] == "PAY_PER_REQUEST"
    assert table(stack)["SSESpecification"] == {"SSEEnabled": True}
    assert table(stack)["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_items_expire(stack: Synthesized) -> None:
    assert table(stack)["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_items_lie_by_session_and_item(stack: Synthesized) -> None:
    assert keys(table(stack)["KeySchema"]) == ["session_id", "item"]


def test_scans_are_found_by_owner_and_open_ones_by_the_sweeper(stack: Synthesized) -> None:
    indexes = {each["IndexName"]: each for each in table(stack)["GlobalSecondaryIndexes"]}
    assert {name: keys(each["KeySchema"]) for name, each in indexes.items()} == {
        "scans_by_owner": ["owner", "created_at"],
        "open_scans": ["open", "opened_at"],
    }
    assert indexes["open_scans"]["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_deleting_the_stack_keeps_what_users_made(stack: Synthesized) -> None:
    kept = {each["Type"] for each in stack.template["Resources"].values() if each.get("DeletionPolicy") == "Retain"}
    assert {"AWS::DynamoDB::Table", "AWS::S3::Bucket"} <= kept


def test_nothing_in_the_bucket_is_public_or_in_clear(stack: Synthesized) -> None:
    for each in stack.properties("AWS::S3::Bucket").values():
        assert set(each["PublicAccessBlockConfiguration"].values()) == {True}
        (rule,) = each["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert rule["ServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}


def test_each_prefix_lives_its_own_life(stack: Synthesized) -> None:
    rules = bucket(stack)["LifecycleConfiguration"]["Rules"]
    days = {rule["Prefix"]: rule["ExpirationInDays"] for rule in rules if "Prefix" in rule}
    assert days == {"uploads/": 1, "snapshots/": 1, "sessions/": 90, "reports/": 90}
    assert [rule["AbortIncompleteMultipartUpload"] for rule in rules if "Prefix" not in rule] == [
        {"DaysAfterInitiation": 1}
    ]


def test_a_deleted_scan_is_gone(stack: Synthesized) -> None:
    assert "VersioningConfiguration" not in bucket(stack)


def test_browsers_reach_the_bucket_from_the_dashboard_only(
    deployed: Synthesized, local: Synthesized, dashboard_origin: str
) -> None:
    origins = {}
    for name, stack in (("deployed", deployed), ("local", local)):
        (rule,) = bucket(stack)["CorsConfiguration"]["CorsRules"]
        assert sorted(rule["AllowedMethods"]) == ["GET", "PUT"]
        assert "*" not in rule["AllowedHeaders"]
        origins[name] = [text(origin) for origin in rule["AllowedOrigins"]]
    assert origins == {"deployed": ["https://<SiteDistribution.DomainName>"], "local": [dashboard_origin]}


def test_buckets_on_aws_refuse_plain_http(deployed: Synthesized) -> None:
    plain_http = {"Bool": {"aws:SecureTransport": "false"}}
    policies = deployed.properties("AWS::S3::BucketPolicy")
    refusing = {
        name.removesuffix("Policy")
        for name, policy in policies.items()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny" and statement.get("Condition") == plain_http
    }
    assert refusing == deployed.properties("AWS::S3::Bucket").keys()


def test_the_token_key_turns_over_every_year(stack: Synthesized) -> None:
    assert stack.properties("AWS::KMS::Key")["TokenKey"]["EnableKeyRotation"] is True


def test_every_log_group_forgets_after_a_month(stack: Synthesized) -> None:
    groups = stack.properties("AWS::Logs::LogGroup").values()
    assert {group["RetentionInDays"] for group in groups} == {30}
