"""Everything that differs between the stack on AWS and the same stack on a laptop. `tests/contract/test_template_variants.py` holds it to that."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from cdk.dependencies import LAMBDA, Target, this_machine
from holescan.settings import GOOGLE_API_URL


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a queue waits for its workers.

    Attributes:
        receives: after so many a task goes to the dead letters.
        per_timeout: a message is hidden for so many time-outs of the function that works on it.
    """

    receives: int
    per_timeout: int

    def visibility_s(self, timeout_s: int) -> int:
        """How long a message is hidden from others."""
        return self.per_timeout * timeout_s

    def lapses_s(self, timeout_s: int) -> int:
        """After this every receive has lapsed."""
        return self.receives * self.visibility_s(timeout_s)


# https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six time-outs, room for a batch that was throttled.
USUAL = Patience(receives=5, per_timeout=6)
# A file is moved to quarantine at its third receive (steps/redelivery.py); the others are for workers that die before that.
COMPANY = Patience(receives=8, per_timeout=6)
# A worker's death takes a receive from the file that it worked on only, and the next comes soon.
QUARANTINE = Patience(receives=10, per_timeout=2)


# https://developers.google.com/workspace/drive/api/guides/limits, from May 2026; Google raises them on request.
DRIVE_USER_UNITS = 325_000
DRIVE_PROJECT_UNITS = 1_000_000
DOWNLOAD_UNITS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way to deploy the stack; `None` means: what AWS itself gives.

    Attributes:
        layer_target: the Python that runs the Lambdas.
        lister_timeout_s, worker_timeout_s, report_timeout_s, closing_timeout_s: the Lambdas off the socket; closing means
            the dead-letter consumer and the sweeper. Queues derive their visibility from them.
        file_time_limit_s: for reading one file.
        worker_concurrency: workers at a time.
        sweep_every_min: the sweeper's rate.
        is_tls_only: buckets and queues refuse plain http.
        has_ratio_alarms: alarms that compute (CloudWatch metric math).
        has_site_upload: the dashboard's files are published by the deployment.
        gateway_base_url: where the WebSocket API's management side answers.
        dashboard_origin: who may read presigned links from a browser.
        drive_api_url: the Drive API's host.
        drive_user_units, drive_project_units: what Drive gives a minute, to one user and to all together.
        textract_url: where text recognition answers.
    """

    layer_target: Target
    lister_timeout_s: int
    worker_timeout_s: int
    report_timeout_s: int
    closing_timeout_s: int
    file_time_limit_s: int
    worker_concurrency: int
    sweep_every_min: int
    is_tls_only: bool
    has_ratio_alarms: bool
    has_site_upload: bool
    gateway_base_url: str | None = None
    dashboard_origin: str | None = None
    drive_api_url: str = GOOGLE_API_URL
    drive_user_units: int = DRIVE_USER_UNITS
    drive_project_units: int = DRIVE_PROJECT_UNITS
    textract_url: str | None = None

    @property
    def still_after_s(self) -> int:
        """A scan without movement for this long stands still: every receive of its last task must have lapsed."""
        of_files = COMPANY.lapses_s(self.worker_timeout_s) + QUARANTINE.lapses_s(self.worker_timeout_s)
        return max(of_files, USUAL.lapses_s(self.lister_timeout_s)) + USUAL.visibility_s(self.worker_timeout_s)

    @property
    def report_lease_s(self) -> int:
        """After this a report writer is dead for certain: Lambda has stopped it a minute ago."""
        return self.report_timeout_s + 60


def workers_at(drive_user_units: int) -> int:
    """More workers would only wait for Drive: a file keeps one for about 1.5 s, download and reading together."""
    downloads_per_s = drive_user_units // 60 // DOWNLOAD_UNITS
    return max(2, downloads_per_s * 3 // 2)  # AWS takes no maximum below 2


DEPLOYED = Variant(
    layer_target=LAMBDA,
    lister_timeout_s=300,
    worker_timeout_s=300,
    report_timeout_s=900,
    closing_timeout_s=300,
    file_time_limit_s=60,
    worker_concurrency=workers_at(DRIVE_USER_UNITS),
    sweep_every_min=5,
    is_tls_only=True,
    has_ratio_alarms=True,
    has_site_upload=True,
)


def local(*, gateway_base_url: str, drive_api_url: str, textract_url: str, dashboard_origin: str) -> Variant:
    """The stack on the emulator: plain http, no site upload, waits short enough to watch, workers as many as a laptop bears."""
    return Variant(
        layer_target=this_machine(),
        lister_timeout_s=30,
        worker_timeout_s=30,
        report_timeout_s=120,
        closing_timeout_s=30,
        file_time_limit_s=20,
        worker_concurrency=4,
        sweep_every_min=1,
        is_tls_only=False,
        has_ratio_alarms=False,
        has_site_upload=False,
        gateway_base_url=gateway_base_url,
        dashboard_origin=dashboard_origin,
        drive_api_url=drive_api_url,
        textract_url=textract_url,
    )


def from_context(value_of: Callable[[str], str | None]) -> Variant:
    """The variant that `-c local=true …` asks for; without it, the one for AWS.

    Raises:
        MissingContext: `local` was asked for without saying where its servers are.
    """
    if value_of("local") != "true":
        deployed = _with_quota(DEPLOYED, value_of)
        return replace(deployed, worker_concurrency=workers_at(deployed.drive_user_units))
    keys = ("gateway_base_url", "drive_api_url", "textract_url", "dashboard_origin")
    return _with_quota(local(**{key: _required(value_of, key) for key in keys}), value_of)


def _with_quota(variant: Variant, value_of: Callable[[str], str | None]) -> Variant:
    """The Drive quota that the project really has, where `-c drive_user_units=…` or `drive_project_units` says so."""
    return replace(
        variant,
        drive_user_units=int(value_of("drive_user_units") or variant.drive_user_units),
        drive_project_units=int(value_of("drive_project_units") or variant.drive_project_units),
    )


class MissingContext(ValueError):
    """A `-c key=value` is needed and was not given."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key

    def __str__(self) -> str:
        return f"-c local=true needs -c {self.key}=…"


def _required(value_of: Callable[[str], str | None], key: str) -> str:
    value = value_of(key)
    if not value:
        raise MissingContext(key)
    return value
