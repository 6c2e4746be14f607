"""ResultsBucket: code lists, page logs, large outcomes, reports and uploads, each under its prefix with its own life."""

from aws_cdk import Aws, Duration, Fn, RemovalPolicy
from aws_cdk import aws_s3 as s3
from aws_cdk.aws_iam import IRole
from constructs import Construct

from cdk.review import accept, allow

SESSIONS, REPORTS, UPLOADS, SNAPSHOTS = "sessions/", "reports/", "uploads/", "snapshots/"
OF_A_SCAN = (SESSIONS, REPORTS, SNAPSHOTS)
# As long as the table keeps the session (`expires_at`); an upload is read within minutes by the scan that it starts,
# a snapshot by the viewer who is sent its link.
DAYS_KEPT = {SESSIONS: 90, REPORTS: 90, UPLOADS: 1, SNAPSHOTS: 1}


class ResultsBucket(s3.Bucket):
    """Private; a browser reaches it by presigned link alone."""

    def __init__(self, scope: Construct, *, dashboard_origin: str, is_tls_only: bool) -> None:
        super().__init__(
            scope,
            "ResultsBucket",
            bucket_name=_own_name(),
            # Amazon's keys: presigned uploads need no KMS grant then, and a link stays as short as it is.
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=is_tls_only,
            minimum_tls_version=1.2 if is_tls_only else None,
            # Objects are written once (`If-None-Match: *`), and `delete_scan` promises that the codes are gone.
            versioned=False,
            cors=[_for_browsers_at(dashboard_origin)],
            lifecycle_rules=[*(_expiry(prefix, days) for prefix, days in DAYS_KEPT.items()), _abandoned_uploads()],
            removal_policy=RemovalPolicy.RETAIN,
        )
        accept(
            self,
            "S1",
            "S3 logs whole query strings, and in a presigned link that is the signature. CloudTrail data events are the audit trail.",
        )

    def open_to_reader(self, role: IRole, *prefixes: str) -> None:
        """Grant reading; listing too, for without it S3 answers 403 where an object is merely absent."""
        self._open_objects(role, "s3:GetObject", prefixes)
        allow(role, ["s3:ListBucket"], [self.bucket_arn])

    def open_to_writer(self, role: IRole, *prefixes: str) -> None:
        """Grant writing."""
        self._open_objects(role, "s3:PutObject", prefixes)

    def open_to_eraser(self, role: IRole) -> None:
        """Grant removing what is stored of a scan. Finding it needs the reader's grant."""
        self._open_objects(role, "s3:DeleteObject", OF_A_SCAN)

    def _open_objects(self, role: IRole, action: str, prefixes: tuple[str, ...]) -> None:
        arns = [self.arn_for_objects(f"{prefix}*") for prefix in prefixes]
        allow(
            role,
            [action],
            arns,
            wildcard_because="Object keys hold ids that are made at run time; the prefix bounds them.",
        )


def browser_url() -> str:
    """The host in presigned links, for the dashboard's Content-Security-Policy."""
    return f"https://{_own_name()}.s3.{Aws.REGION}.{Aws.URL_SUFFIX}"


def _own_name() -> str:
    """Unique to this stack yet known beforehand: CORS names the dashboard, whose policy names this bucket."""
    stack_guid = Fn.select(2, Fn.split("/", Aws.STACK_ID))
    return f"holescan-results-{Fn.select(4, Fn.split('-', stack_guid))}"


def _for_browsers_at(origin: str) -> s3.CorsRule:
    return s3.CorsRule(
        allowed_origins=[origin],
        allowed_methods=[s3.HttpMethods.GET, s3.HttpMethods.PUT],
        allowed_headers=["content-type", "if-none-match"],  # what `UPLOAD_READY` tells the browser to send
        exposed_headers=["etag"],
        max_age=3600,
    )


def _expiry(prefix: str, days: int) -> s3.LifecycleRule:
    return s3.LifecycleRule(id=f"expire-{prefix.rstrip('/')}", prefix=prefix, expiration=Duration.days(days))


def _abandoned_uploads() -> s3.LifecycleRule:
    return s3.LifecycleRule(id="abort-incomplete-multipart", abort_incomplete_multipart_upload_after=Duration.days(1))
