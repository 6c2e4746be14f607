"""ProcessResultsTable: sessions, counters, outcomes and connections in one table (docs/laws.md)."""

from enum import StrEnum

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk.aws_iam import IRole
from constructs import Construct

from cdk.review import allow

SCANS_BY_OWNER = "scans_by_owner"
OPEN_SCANS = "open_scans"


class Access(StrEnum):
    """What a Lambda may do with items; a transaction needs the action of each of its parts."""

    GET = "dynamodb:GetItem"
    GET_MANY = "dynamodb:BatchGetItem"
    QUERY = "dynamodb:Query"
    PUT = "dynamodb:PutItem"
    UPDATE = "dynamodb:UpdateItem"
    DELETE = "dynamodb:DeleteItem"
    DELETE_MANY = "dynamodb:BatchWriteItem"
    CHECK = "dynamodb:ConditionCheckItem"


# Whoever posts to connections deletes the viewers that are gone.
COMMIT = tuple(access for access in Access if access is not Access.DELETE_MANY)


class ResultsTable(dynamodb.Table):
    """Keyed by session and item; on demand, since a scan writes in bursts and nothing for days between."""

    def __init__(self, scope: Construct) -> None:
        super().__init__(
            scope,
            "ProcessResultsTable",
            partition_key=_text("session_id"),
            sort_key=_text("item"),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            time_to_live_attribute="expires_at",
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            # AWS's key: every use of it stands in CloudTrail. A key of our own would add a policy to keep and no secrecy:
            # tokens, the only secrets here, are sealed with TokenKey before they are stored.
            encryption=dynamodb.TableEncryption.AWS_MANAGED,
            removal_policy=RemovalPolicy.RETAIN,
        )
        self._index_sparsely()

    def _index_sparsely(self) -> None:
        """Only `meta` items carry these attributes, so the indexes stay as small as the number of scans."""
        self.add_global_secondary_index(
            index_name=SCANS_BY_OWNER, partition_key=_text("owner"), sort_key=_text("created_at")
        )
        self.add_global_secondary_index(
            index_name=OPEN_SCANS,
            partition_key=_text("open"),
            sort_key=_text("opened_at"),
            projection_type=dynamodb.ProjectionType.KEYS_ONLY,  # the sweeper reads the rest consistently from the table
        )

    def open_to(self, role: IRole, *actions: Access) -> None:
        """Grant actions on the table's items."""
        allow(role, sorted(actions), [self.table_arn])

    def open_index_to(self, role: IRole, index_name: str) -> None:
        """Grant queries of one index."""
        allow(role, [Access.QUERY], [f"{self.table_arn}/index/{index_name}"])


def _text(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)
