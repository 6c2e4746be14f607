"""Vendor errors become the project's: who asked too much, who came second, what did not answer."""

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import ClientError, HTTPClientError, IncompleteReadError
from botocore.exceptions import ConnectionError as NoConnection

from holescan.domain.errors import DependencyFailed, StoreConflict, Throttled

NO_ANSWER = (NoConnection, HTTPClientError, IncompleteReadError)
"""What botocore raises when nothing, or only half of something, came back."""

CONDITION_FAILED = "ConditionalCheckFailed"

_THROTTLES = frozenset(
    {
        "LimitExceededException",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "SlowDown",
        "Throttling",
        "ThrottlingError",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
_CONFLICTS = frozenset(
    {
        CONDITION_FAILED,
        "ConditionalCheckFailedException",
        "TransactionConflict",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)


@contextmanager
def translated(service: str) -> Iterator[None]:
    """Let vendor errors of the block fly on as DependencyFailed, Throttled or StoreConflict."""
    try:
        yield
    except ClientError as error:
        raise _translation(service, error) from error
    except NO_ANSWER as error:
        raise DependencyFailed(service, str(error)) from error


def code_of(error: ClientError) -> str:
    """The vendor's name of the error."""
    return error.response["Error"]["Code"]


def cancellation_codes(error: ClientError) -> list[str]:
    """Why a transaction was cancelled, one code for each of its writes, "None" for the innocent."""
    reasons = error.response.get("CancellationReasons", [])
    return [reason.get("Code", "None") for reason in reasons]


def _translation(service: str, error: ClientError) -> DependencyFailed:
    codes = {code_of(error), *cancellation_codes(error)}
    if codes & _THROTTLES:
        return Throttled(service, str(error))
    if codes & _CONFLICTS:
        return StoreConflict(str(error))
    return DependencyFailed(service, str(error))
