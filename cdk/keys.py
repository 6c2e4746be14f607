"""TokenKey: seals the caller's Google token for as long as a scan runs."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_kms as kms
from aws_cdk.aws_iam import IRole
from constructs import Construct

from cdk.review import allow


class TokenKey(kms.Key):
    """The dispatcher may seal and not open; lister and worker may open and not seal."""

    def __init__(self, scope: Construct) -> None:
        super().__init__(
            scope,
            "TokenKey",
            description="Seals Google access tokens of running scans",
            enable_key_rotation=True,
            removal_policy=RemovalPolicy.DESTROY,  # what it sealed is dead within the hour
            pending_window=Duration.days(7),
        )

    def open_to_sealer(self, role: IRole) -> None:
        """Grant sealing."""
        allow(role, ["kms:Encrypt"], [self.key_arn])

    def open_to_opener(self, role: IRole) -> None:
        """Grant opening."""
        allow(role, ["kms:Decrypt"], [self.key_arn])
