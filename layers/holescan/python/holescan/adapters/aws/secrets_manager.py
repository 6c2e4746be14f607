"""The secret with the deployment's own credential for Drive. Read anew each time it is asked for, and kept nowhere."""

from typing import TYPE_CHECKING

from holescan.adapters.aws.errors import translated

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient


class Secret:
    """One secret of Secrets Manager."""

    def __init__(self, client: "SecretsManagerClient", arn: str) -> None:
        self._client = client
        self._arn = arn

    def read(self) -> str:
        """What its current version says; "" where that is not text.

        Raises:
            DependencyFailed: it cannot be had now, or not by this role.
        """
        with translated("secretsmanager"):
            return self._client.get_secret_value(SecretId=self._arn).get("SecretString", "")
