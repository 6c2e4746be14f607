"""The dashboard: a private bucket behind CloudFront, and the headers that bind a browser to the hosts of csp.py."""

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_cloudfront as cloudfront
from aws_cdk import aws_cloudfront_origins as origins
from aws_cdk import aws_s3 as s3
from constructs import Construct

from cdk.review import accept

YEAR = Duration.days(365)


class Site(Construct):
    """Serves `frontend/dist`; what the files must know of this deployment they read from `/config.json`."""

    def __init__(self, scope: Construct, *, csp: str, is_tls_only: bool) -> None:
        super().__init__(scope, "Site")
        self.bucket = self._make_bucket(is_tls_only=is_tls_only)
        self.distribution = self._make_distribution(csp)

    @property
    def origin(self) -> str:
        """Scheme and host, without a slash at the end: as browsers write it in `Origin`."""
        return f"https://{self.distribution.distribution_domain_name}"

    def _make_bucket(self, *, is_tls_only: bool) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "Files",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=is_tls_only,
            removal_policy=RemovalPolicy.RETAIN,
        )
        accept(bucket, "S1", "Holds the public files of the dashboard, read by CloudFront alone.")
        return bucket

    def _make_distribution(self, csp: str) -> cloudfront.Distribution:
        distribution = cloudfront.Distribution(
            self,
            "Distribution",
            comment="holescan dashboard",
            default_root_object="index.html",
            http_version=cloudfront.HttpVersion.HTTP2_AND_3,
            default_behavior=cloudfront.BehaviorOptions(
                origin=origins.S3BucketOrigin.with_origin_access_control(self.bucket),
                viewer_protocol_policy=cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                response_headers_policy=_headers(self, csp),
            ),
            error_responses=[_as_page(403), _as_page(404)],
        )
        _accept_public_static_site(distribution)
        return distribution


def _headers(scope: Construct, csp: str) -> cloudfront.ResponseHeadersPolicy:
    return cloudfront.ResponseHeadersPolicy(
        scope,
        "Headers",
        security_headers_behavior=cloudfront.ResponseSecurityHeadersBehavior(
            content_security_policy=cloudfront.ResponseHeadersContentSecurityPolicy(
                content_security_policy=csp, override=True
            ),
            content_type_options=cloudfront.ResponseHeadersContentTypeOptions(override=True),
            frame_options=cloudfront.ResponseHeadersFrameOptions(
                frame_option=cloudfront.HeadersFrameOption.DENY, override=True
            ),
            referrer_policy=cloudfront.ResponseHeadersReferrerPolicy(
                referrer_policy=cloudfront.HeadersReferrerPolicy.NO_REFERRER, override=True
            ),
            strict_transport_security=cloudfront.ResponseHeadersStrictTransportSecurity(
                access_control_max_age=YEAR, include_subdomains=True, override=True
            ),
        ),
        custom_headers_behavior=cloudfront.ResponseCustomHeadersBehavior(
            custom_headers=[
                # Google's sign-in is a pop-up that must answer the page that opened it.
                _header("Cross-Origin-Opener-Policy", "same-origin-allow-popups"),
                _header("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
            ]
        ),
    )


def _header(name: str, value: str) -> cloudfront.ResponseCustomHeader:
    return cloudfront.ResponseCustomHeader(header=name, value=value, override=True)


def _as_page(status: int) -> cloudfront.ErrorResponse:
    """A path that is no file is a view of the dashboard; S3 answers 403 for what it does not have."""
    return cloudfront.ErrorResponse(
        http_status=status, response_http_status=200, response_page_path="/index.html", ttl=Duration.seconds(0)
    )


def _accept_public_static_site(distribution: cloudfront.Distribution) -> None:
    accept(distribution, "CFR1", "Engineers travel; no country is refused.")
    accept(
        distribution,
        "CFR2",
        "Static files behind a cache leave a web firewall nothing to inspect; the API has its own throttling.",
    )
    accept(
        distribution,
        "CFR3",
        "The files are public and the same for everyone; who scanned what stands in the API's access log.",
    )
    accept(
        distribution,
        "CFR4",
        "CloudFront's own certificate brings its own TLS policy; a domain of the customer's replaces both.",
    )
