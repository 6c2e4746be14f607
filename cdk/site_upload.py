"""Publishes the built dashboard with the deployment; on the emulator `local/` serves the same files itself."""

from pathlib import Path

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3_deployment as deployment

from cdk.review import accept, as_reported
from cdk.sign_in import SignIn
from cdk.site import Site

WHILE_DEPLOYING = "CDK's own uploader: it runs while deploying and at no other time, on the site's bucket and the deployment's assets."


def upload_site(site: Site, files: Path, *, web_socket_url: str, google_client_id: str, sign_in: SignIn) -> None:
    """Put the files into the site's bucket, with a `/config.json` that says what this deployment's page must know."""
    told = {
        "googleClientId": google_client_id,
        "signIn": "deployment" if sign_in.drive_secret_arn else "",
        "scansBelongTo": "person" if sign_in.authorizer_arn else "",
    }
    config = {"webSocketUrl": web_socket_url, **{name: value for name, value in told.items() if value}}
    deployment.BucketDeployment(
        site,
        "Upload",
        sources=[deployment.Source.asset(str(files)), deployment.Source.json_data("config.json", config)],
        destination_bucket=site.bucket,
        distribution=site.distribution,
        # Browsers ask again each time and mostly get a 304; CloudFront's cache is emptied by the deployment.
        cache_control=[deployment.CacheControl.no_cache()],
        log_group=logs.LogGroup(
            site, "UploadLog", retention=logs.RetentionDays.ONE_MONTH, removal_policy=RemovalPolicy.DESTROY
        ),
    )
    _accept_cdks_uploader(Stack.of(site), site)


def _accept_cdks_uploader(stack: Stack, site: Site) -> None:
    """CDK makes the uploader's role and chooses its runtime; there is one for the whole stack, found by its name."""
    uploader = next(child for child in stack.node.children if child.node.id.startswith("Custom::CDKBucketDeployment"))
    assets = (
        f"arn:<AWS::Partition>:s3:::cdk-{stack.synthesizer.bootstrap_qualifier}-assets-<AWS::AccountId>-<AWS::Region>/*"
    )
    files = f"{as_reported(site, site.bucket.bucket_arn)}/*"
    actions = ("s3:GetObject*", "s3:GetBucket*", "s3:List*", "s3:DeleteObject*", "s3:Abort*")
    for found in (
        *(f"Action::{action}" for action in actions),
        *(f"Resource::{name}" for name in (assets, files, "*")),
    ):
        accept(uploader, f"IAM5[{found}]", WHILE_DEPLOYING)
    basic = "arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    accept(uploader, f"IAM4[Policy::{basic}]", WHILE_DEPLOYING)
    accept(uploader, "L1", WHILE_DEPLOYING)
