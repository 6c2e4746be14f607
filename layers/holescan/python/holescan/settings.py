"""Each Lambda's environment as one frozen class: CDK writes it, the runtime reads it. The only reader of `os.environ`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self, get_type_hints

PREFIX = "HOLESCAN_"

GOOGLE_API_URL = "https://www.googleapis.com"


class MissingSetting(RuntimeError):
    """The environment lacks a variable that this Lambda needs; the cold start fails with its name."""

    def __init__(self, variable: str) -> None:
        super().__init__(variable)
        self.variable = variable

    def __str__(self) -> str:
        return f"environment variable {self.variable} is not set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Base: a field `table_name` is the variable `HOLESCAN_TABLE_NAME`. Fields are `str` or `int`."""

    def as_environment(self) -> dict[str, str]:
        """What CDK puts into the function's environment."""
        return {_variable(field.name): str(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """Read this Lambda's settings.

        Raises:
            MissingSetting: a variable is not set.
            ValueError: a number is none.
        """
        types = get_type_hints(cls)
        return cls(**{field.name: types[field.name](_read(environ, field.name)) for field in fields(cls)})


def _variable(field_name: str) -> str:
    return PREFIX + field_name.upper()


def _read(environ: Mapping[str, str], field_name: str) -> str:
    try:
        return environ[_variable(field_name)]
    except KeyError:
        raise MissingSetting(_variable(field_name)) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectSettings(Settings):
    """`$connect`: who is on the other end.

    Attributes:
        has_authorizer: 1 where API Gateway asks an authorizer first; a connection without a principal is then refused.
    """

    table_name: str
    has_authorizer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisconnectSettings(Settings):
    """`$disconnect`: forget the connection."""

    table_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultSettings(Settings):
    """`$default` and `ping`: answers that need no record."""

    gateway_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatcherSettings(Settings):
    """Every action that reads or opens a scan.

    Attributes:
        gateway_url: the stage's `@connections` endpoint, https.
        token_key_id: KMS key that seals the caller's Google token.
        default_folder_id: scanned when `drive_link` is left out; "" means My Drive.
        drive_api_url: Google's, or the local Drive server's.
        drive_credential_secret_arn: the secret with the deployment's own credential for Drive; "": it has none.
        drive_user_units: what Drive gives a user a minute, for the estimate.
        worker_concurrency: workers at a time, for the estimate.
        max_file_bytes: larger files the worker does not download, for the estimate.
        max_ocr_pages: no scan has more pages recognised, whatever its user asks for; 0: none.
        child_memory_bytes: address space of the process that reads the code sheet.
    """

    table_name: str
    bucket_name: str
    listing_queue_url: str
    report_queue_url: str
    gateway_url: str
    token_key_id: str
    default_folder_id: str
    drive_api_url: str
    drive_credential_secret_arn: str
    drive_user_units: int
    worker_concurrency: int
    max_file_bytes: int
    max_ocr_pages: int
    child_memory_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListerSettings(Settings):
    """Drive's folders into the page log and the scan queue.

    Attributes:
        drive_credential_secret_arn: the secret with the deployment's own credential for Drive; "": it has none.
        drive_user_units, drive_project_units: what Drive gives a minute, to one user and to all together.
    """

    table_name: str
    bucket_name: str
    listing_queue_url: str
    processing_queue_url: str
    report_queue_url: str
    gateway_url: str
    token_key_id: str
    drive_api_url: str
    drive_credential_secret_arn: str
    drive_user_units: int
    drive_project_units: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerSettings(Settings):
    """Download, extract, match, commit.

    Attributes:
        drive_credential_secret_arn: the secret with the deployment's own credential for Drive; "": it has none.
        drive_user_units, drive_project_units: what Drive gives a minute, to one user and to all together.
        file_time_limit_s: wall clock for reading one file; well under the function's time-out.
        max_file_bytes: larger files are NOT_EXAMINED (too_large).
        child_memory_bytes: address space of the reading process.
    """

    table_name: str
    bucket_name: str
    processing_queue_url: str
    quarantine_queue_url: str
    report_queue_url: str
    gateway_url: str
    token_key_id: str
    drive_api_url: str
    drive_credential_secret_arn: str
    drive_user_units: int
    drive_project_units: int
    file_time_limit_s: int
    max_file_bytes: int
    child_memory_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings(Settings):
    """Writes the workbook and closes the scan.

    Attributes:
        lease_s: after this a report writer counts as dead; above the function's time-out.
    """

    table_name: str
    bucket_name: str
    gateway_url: str
    lease_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetterSettings(Settings):
    """Messages nobody could work become outcomes."""

    table_name: str
    bucket_name: str
    report_queue_url: str
    gateway_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SweeperSettings(Settings):
    """Every few minutes: scans that stand still are moved or closed.

    Attributes:
        still_after_s: a scan without movement for this long stands still; above visibility x maxReceiveCount, both queues
            of a file together.
        visibility_s: of the processing queue; a slow worker has brought its outcome after this long.
    """

    table_name: str
    bucket_name: str
    listing_queue_url: str
    processing_queue_url: str
    quarantine_queue_url: str
    report_queue_url: str
    gateway_url: str
    still_after_s: int
    visibility_s: int
