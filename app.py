"""The CDK app. `cdk synth` runs it; `python app.py -o cdk.out -c local=true …` does the same without the CLI."""

import argparse
from pathlib import Path

from cdk.node import use_packaged_node

use_packaged_node()

from aws_cdk import App  # noqa: E402  importing it starts Node

from cdk.review import review  # noqa: E402
from cdk.sign_in import sign_in_from_context  # noqa: E402
from cdk.spending import ocr_pages_from_context  # noqa: E402
from cdk.stack import BUILT_DASHBOARD, HolescanStack  # noqa: E402
from cdk.variant import from_context  # noqa: E402


def main() -> None:
    """Synthesize, and fail on a finding of cdk-nag that nobody has accepted."""
    app = _app()
    value_of = app.node.try_get_context
    variant = from_context(value_of)
    if variant.is_tls_only:  # plain http and the like are findings, and right on a laptop
        review(app)
    HolescanStack(
        app,
        variant=variant,
        sign_in=sign_in_from_context(value_of),
        default_folder_id=value_of("drive_folder_id") or "",
        max_ocr_pages=ocr_pages_from_context(value_of),
        google_client_id=value_of("google_client_id") or "",
        alarm_email=value_of("alarm_email") or "",
        dashboard_files=Path(value_of("dashboard_files") or BUILT_DASHBOARD),
    )
    app.synth()


def _app() -> App:
    """From the command line where there is one; the CDK CLI says the same by environment variables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", help="folder of the cloud assembly")
    parser.add_argument("-c", "--context", action="append", default=[], metavar="KEY=VALUE")
    given = parser.parse_args()
    context = dict(pair.split("=", 1) for pair in given.context)
    return App(outdir=given.output, context=context, analytics_reporting=False)


if __name__ == "__main__":
    main()
