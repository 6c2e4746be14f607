import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.template.reading import ROOT, Synthesized, read, synthesize

A_BUCKET_WITH_A_FINDING = """
from cdk.node import use_packaged_node
use_packaged_node()
from aws_cdk import App, Stack, aws_s3
from cdk.review import accept, review
app = App(outdir={folder!r})
review(app)
bucket = aws_s3.Bucket(Stack(app, "Reviewed"), "Bucket", enforce_ssl=True)
if {accepted}:
    accept(bucket, "S1", "the test says so")
app.synth()
"""


@pytest.mark.parametrize(("accepted", "passes"), [(False, False), (True, True)])
def test_synth_passes_only_what_was_accepted_with_a_reason(tmp_path: Path, accepted: bool, passes: bool) -> None:
    program = A_BUCKET_WITH_A_FINDING.format(folder=str(tmp_path), accepted=accepted)
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )
    assert (ran.returncode == 0) is passes, ran.stderr
    report = json.loads((tmp_path / "validation-report.json").read_text())["pluginReports"]
    found = [violation["ruleName"] for plugin in report for violation in plugin["violations"]]
    assert found == ([] if passes else ["AwsSolutions-S1"])


def test_the_stack_for_aws_is_reviewed_and_each_finding_was_argued_away(deployed: Synthesized) -> None:
    reasons = reasons_in(deployed)
    assert reasons
    assert [reason for reason in reasons if len(reason) < 40] == []


def test_a_stack_with_a_drive_quota_of_its_own_is_reviewed_too(tmp_path: Path) -> None:
    dashboard = tmp_path / "dist"
    dashboard.mkdir()
    (dashboard / "index.html").write_text("<!doctype html>")
    run = synthesize(tmp_path / "out", f"dashboard_files={dashboard}", "drive_project_units=2000000")
    output, _ = run.communicate(timeout=600)
    assert run.returncode == 0, output
    assert reasons_in(read(tmp_path / "out"))


def reasons_in(stack: Synthesized) -> list[str]:
    resources = stack.template["Resources"].values()
    reviewed = [each["Metadata"]["cdk_nag"] for each in resources if "cdk_nag" in each.get("Metadata", {})]
    return [rule["reason"] for record in reviewed for rule in record["rules_to_suppress"]]
