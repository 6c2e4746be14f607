from typing import Any

import pytest

from tests.contract.template.reading import Synthesized, text


@pytest.fixture
def headers(deployed: Synthesized) -> dict[str, Any]:
    policy = deployed.properties("AWS::CloudFront::ResponseHeadersPolicy")["SiteHeaders"]
    return dict(policy["ResponseHeadersPolicyConfig"])


@pytest.fixture
def csp(headers: dict[str, Any]) -> dict[str, list[str]]:
    written = text(headers["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"])
    directives = (directive.split() for directive in written.split("; "))
    return {name: sources for name, *sources in directives}


def test_all_is_refused_that_is_not_named(csp: dict[str, list[str]]) -> None:
    assert csp["default-src"] == csp["frame-ancestors"] == csp["base-uri"] == csp["form-action"] == ["'none'"]


def test_no_script_stands_in_the_page_itself(csp: dict[str, list[str]]) -> None:
    every_source = {source for sources in csp.values() for source in sources}
    assert every_source.isdisjoint({"'unsafe-inline'", "'unsafe-eval'", "*", "https:"})
    assert csp["script-src"] == ["'self'", "https://accounts.google.com/gsi/client"]


def test_the_page_talks_to_our_socket_our_bucket_and_googles_sign_in(csp: dict[str, list[str]]) -> None:
    own, socket, bucket, google = csp["connect-src"]
    assert own == "'self'"
    assert socket == "wss://<GatewayWebSocketApi>.execute-api.<AWS::Region>.<AWS::URLSuffix>"
    assert bucket.startswith("https://holescan-results-")
    assert bucket.endswith(".s3.<AWS::Region>.<AWS::URLSuffix>")
    assert google == "https://accounts.google.com/gsi/"


def test_the_policy_names_the_bucket_that_is_made(deployed: Synthesized, csp: dict[str, list[str]]) -> None:
    name = text(deployed.properties("AWS::S3::Bucket")["ResultsBucket"]["BucketName"])
    assert csp["connect-src"][2].startswith(f"https://{name}.s3.")


def test_browsers_stay_on_tls_and_tell_nobody_where_they_come_from(headers: dict[str, Any]) -> None:
    security = headers["SecurityHeadersConfig"]
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] >= 31_536_000
    assert security["ContentTypeOptions"] == {"Override": True}
    assert security["FrameOptions"]["FrameOption"] == "DENY"
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == "no-referrer"


def test_a_view_of_the_dashboard_can_be_opened_by_its_own_address(deployed: Synthesized) -> None:
    config = deployed.properties("AWS::CloudFront::Distribution")["SiteDistribution"]["DistributionConfig"]
    pages = {
        each["ErrorCode"]: (each["ResponseCode"], each["ResponsePagePath"]) for each in config["CustomErrorResponses"]
    }
    assert pages == dict.fromkeys([403, 404], (200, "/index.html"))
    assert config["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "redirect-to-https"


def test_files_are_read_by_cloudfront_alone(deployed: Synthesized) -> None:
    statements = deployed.properties("AWS::S3::BucketPolicy")["SiteFilesPolicy"]["PolicyDocument"]["Statement"]
    readers = [each for each in statements if each["Effect"] == "Allow" and each["Action"] == "s3:GetObject"]
    assert [each["Principal"] for each in readers] == [{"Service": "cloudfront.amazonaws.com"}]
    assert all("AWS:SourceArn" in each["Condition"]["StringEquals"] for each in readers)


def test_the_built_dashboard_is_published_with_the_deployment(deployed: Synthesized) -> None:
    uploads = deployed.properties("Custom::CDKBucketDeployment")
    assert [text(each["DestinationBucketName"]) for each in uploads.values()] == ["<SiteFiles>"]
