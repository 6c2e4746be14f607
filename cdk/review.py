"""cdk-nag (AwsSolutions) over the whole app, and the one way to accept a finding: with the reason beside the resource."""

from aws_cdk import Acknowledgment, App, Stack, Validations
from aws_cdk.aws_iam import IRole, PolicyStatement
from cdk_nag import AwsSolutionsChecks
from constructs import IConstruct


def review(app: App) -> None:
    """Make `synth` fail on any finding that nobody has accepted; the reasons stand in the template for an auditor."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app, write_suppressions_to_cloud_formation=True))


def accept(construct: IConstruct, rule: str, because: str) -> None:
    """Accept one finding, such as "S1" or "IAM5[Resource::*]", on a construct and what is below it."""
    Validations.of(construct).acknowledge(Acknowledgment(id=f"AwsSolutions-{rule}", reason=because))


def allow(role: IRole, actions: list[str], resources: list[str], *, wildcard_because: str | None = None) -> None:
    """Grant actions on resources; a resource that holds a `*` needs its reason.

    Every grant of the stack passes here: CDK's own `grant_*` methods give more actions than a Lambda uses.
    """
    role.add_to_principal_policy(PolicyStatement(actions=actions, resources=resources))
    if wildcard_because:
        for resource in resources:
            accept(role, f"IAM5[Resource::{as_reported(role, resource)}]", wildcard_because)


def as_reported(within: IConstruct, resource: str) -> str:
    """cdk-nag writes a reference in an ARN as `<LogicalId.Attribute>`, and so must the acceptance."""
    match Stack.of(within).resolve(resource):
        case {"Fn::Join": [_, parts]}:
            return "".join(_reference(part) for part in parts)
        case single:
            return _reference(single)


def _reference(part: str | dict[str, str | list[str]]) -> str:
    match part:
        case {"Fn::GetAtt": [logical_id, attribute]}:
            return f"<{logical_id}.{attribute}>"
        case {"Ref": name}:
            return f"<{name}>"
        case text:
            return str(text)
