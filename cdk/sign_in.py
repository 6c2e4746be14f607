"""Who may connect, and what the deployment reads Drive with on its own: an authorizer, and a credential behind it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from aws_cdk.aws_iam import IRole

from cdk.review import allow

# Whole ones: a wildcard, or a name without the six characters that Secrets Manager puts behind it, would grant another thing.
_AUTHORIZER = re.compile(r"arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w-]+)?")
_SECRET = re.compile(r"arn:[\w-]+:secretsmanager:[\w-]+:\d{12}:secret:[\w/+=.@-]+-\w{6}")


class MissingAuthorizer(ValueError):
    """Everybody who finds the address could read what the deployment's credential opens."""

    def __str__(self) -> str:
        return (
            "-c drive_credential_secret_arn=… needs -c authorizer_arn=…: with a credential of its own the deployment "
            "reads Drive for whoever connects, so somebody must say who may (docs/operations.md)"
        )


class NotAnArn(ValueError):
    """A `-c key=value` names no resource that can be granted or called."""

    def __init__(self, key: str, value: str) -> None:
        super().__init__(key, value)
        self.key = key
        self.value = value

    def __str__(self) -> str:
        return f"-c {self.key}={self.value} is not the whole ARN of one resource, without wildcards"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What an operator may put before and behind the socket.

    Attributes:
        authorizer_arn: the Lambda that API Gateway asks at `$connect`; "": everybody may connect.
        drive_secret_arn: the secret with a credential for Drive; "": callers bring their own tokens.
    """

    authorizer_arn: str = ""
    drive_secret_arn: str = ""

    def __post_init__(self) -> None:
        """Refuse what is not safe.

        Raises:
            MissingAuthorizer: a credential, and nobody to say for whom.
        """
        if self.drive_secret_arn and not self.authorizer_arn:
            raise MissingAuthorizer

    def open_secret_to(self, role: IRole) -> None:
        """Grant reading the secret, if there is one."""
        if self.drive_secret_arn:
            allow(role, ["secretsmanager:GetSecretValue"], [self.drive_secret_arn])


def sign_in_from_context(value_of: Callable[[str], str | None]) -> SignIn:
    """What `-c authorizer_arn=…` and `-c drive_credential_secret_arn=…` ask for.

    Raises:
        MissingAuthorizer: the second without the first.
        NotAnArn: one of them is none.
    """
    return SignIn(
        authorizer_arn=_arn(value_of, "authorizer_arn", _AUTHORIZER),
        drive_secret_arn=_arn(value_of, "drive_credential_secret_arn", _SECRET),
    )


def _arn(value_of: Callable[[str], str | None], key: str, shape: re.Pattern[str]) -> str:
    value = value_of(key) or ""
    if value and not shape.fullmatch(value):
        raise NotAnArn(key, value)
    return value
