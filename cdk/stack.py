"""The stack: composes the constructs and says what it made."""

from pathlib import Path

from aws_cdk import Annotations, CfnOutput, Stack
from constructs import Construct

from cdk.csp import content_security_policy
from cdk.dependencies import ROOT
from cdk.front import make_front
from cdk.gateway import Gateway
from cdk.keys import TokenKey
from cdk.layers import make_layers
from cdk.pipeline import make_pipeline
from cdk.queues import make_queues
from cdk.resources import Resources
from cdk.sign_in import SignIn
from cdk.site import Site
from cdk.site_upload import upload_site
from cdk.spending import MAX_OCR_PAGES
from cdk.storage import ResultsBucket, browser_url
from cdk.table import ResultsTable
from cdk.variant import Variant
from cdk.watch import Watch

BUILT_DASHBOARD = ROOT / "frontend" / "dist"


class HolescanStack(Stack):
    """All of holescan in one account and Region."""

    def __init__(
        self,
        scope: Construct,
        *,
        variant: Variant,
        sign_in: SignIn,
        default_folder_id: str = "",
        max_ocr_pages: int = MAX_OCR_PAGES,
        google_client_id: str = "",
        alarm_email: str = "",
        dashboard_files: Path,
    ) -> None:
        """Declare everything.

        `default_folder_id`: scanned when a scan names no folder; "" means My Drive. `max_ocr_pages`: of one
        scan. `google_client_id`: of the OAuth client people sign in with; without it they paste a token.
        `dashboard_files` may be absent.
        """
        super().__init__(
            scope, "Holescan", description="holescan: finds hole codes in drawings", analytics_reporting=False
        )
        self._sign_in = sign_in
        self._gateway = Gateway(self, base_url=variant.gateway_base_url, authorizer_arn=sign_in.authorizer_arn)
        self._site = self._make_site(variant, dashboard_files, google_client_id)
        self._dashboard_origin = variant.dashboard_origin or self._site.origin
        self._within = self._make_resources(variant)
        self._front = make_front(self, self._within, default_folder_id=default_folder_id, max_ocr_pages=max_ocr_pages)
        self._pipeline = make_pipeline(self, self._within)
        self._watch(alarm_email)
        self._say_what_was_made()

    def _make_site(self, variant: Variant, files: Path, google_client_id: str) -> Site:
        csp = content_security_policy(
            socket_host=self._gateway.host, bucket_url=browser_url(), has_sign_in=bool(google_client_id)
        )
        site = Site(self, csp=csp, is_tls_only=variant.is_tls_only)
        if variant.has_site_upload:
            self._upload_if_built(site, files, google_client_id)
        return site

    def _upload_if_built(self, site: Site, files: Path, google_client_id: str) -> None:
        if files.is_dir():
            upload_site(
                site,
                files,
                web_socket_url=self._gateway.url,
                google_client_id=google_client_id,
                sign_in=self._sign_in,
            )
        else:
            Annotations.of(site).add_warning_v2(
                "holescan:no-dashboard", "no built dashboard to publish: run `make build-ui`"
            )

    def _make_resources(self, variant: Variant) -> Resources:
        return Resources(
            variant=variant,
            sign_in=self._sign_in,
            layers=make_layers(self, variant.layer_target),
            gateway=self._gateway,
            queues=make_queues(self, variant),
            table=ResultsTable(self),
            bucket=ResultsBucket(self, dashboard_origin=self._dashboard_origin, is_tls_only=variant.is_tls_only),
            token_key=TokenKey(self),
        )

    def _watch(self, email: str) -> None:
        watch = Watch(self, email=email)
        functions = (*self._front.all, *self._pipeline.all)
        watch.functions(functions, has_ratio_alarms=self._within.variant.has_ratio_alarms)
        watch.sweeper(self._pipeline.sweeper)
        watch.queues(self._within.queues)
        watch.gateway(self._gateway.api.ref)
        watch.bucket(self._within.bucket.bucket_name)

    def _say_what_was_made(self) -> None:
        within = self._within
        outputs = {
            "WebSocketUrl": self._gateway.url,
            "DashboardUrl": self._dashboard_origin,
            "TableName": within.table.table_name,
            "BucketName": within.bucket.bucket_name,
            "ListingQueueUrl": within.queues.listing.queue_url,
            "ProcessingQueueUrl": within.queues.processing.queue_url,
            "QuarantineQueueUrl": within.queues.quarantine.queue_url,
            "ReportQueueUrl": within.queues.report.queue_url,
        }
        for name, value in outputs.items():
            CfnOutput(self, name, value=value)
