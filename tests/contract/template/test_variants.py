import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

import cdk.variant
import holescan.domain.quota
from cdk.variant import DEPLOYED, MissingContext, from_context
from tests.contract.template.reading import Synthesized, bare

# The short list of decision 8, each line one kind of difference: resource, then property.
ALLOWED = {
    "site upload": r"(SiteUpload|CustomCDKBucketDeployment|SiteFiles /Properties/Tags).*",
    "alarms that compute": r"Watch\w+Errors /.*",
    "the review's record": r"\w+ /Metadata/cdk_nag/.*",
    "the operator's address": r"WatchAlarms\w*example\w* /.*",
    "TLS-only policies": r"(ResultsBucket|SiteFiles|\w+Queue(DLQ)?)Policy /.*",
    "time-outs": r"\w+ /Properties/Timeout",
    "time-outs, as visibility": r"\w+Queue(DLQ)? /Properties/VisibilityTimeout",
    "time-outs, as the environment": r"\w+ /Properties/Environment/Variables/HOLESCAN_(FILE_TIME_LIMIT|STILL_AFTER|VISIBILITY|LEASE)_S",
    "time-outs, as alarms": r"Watch\w+Duration /Properties/Threshold",
    "as many workers as a laptop bears": r"ScanWorkerFrom(Processing|Quarantine)Queue /Properties/ScalingConfig/MaximumConcurrency",
    "as many workers, as estimates reckon": r"ScanDispatcher /Properties/Environment/Variables/HOLESCAN_WORKER_CONCURRENCY",
    "the layers' Python and platform": r"DependenciesLayer /(Properties/Content/S3Key|Metadata/aws:asset:path)",
    "the sweeper's rate": r"SweeperClock /Properties/ScheduleExpression",
    "the gateway's address": r"\w+ /Properties/Environment/Variables/HOLESCAN_GATEWAY_URL.*",
    "Drive's address": r"\w+ /Properties/Environment/Variables/HOLESCAN_DRIVE_API_URL",
    "text recognition's address": r"ScanWorker /Properties/Environment/Variables/AWS_ENDPOINT_URL_TEXTRACT",
    "the dashboard's address": r"(ResultsBucket /Properties/CorsConfiguration/CorsRules/0/AllowedOrigins/0|DashboardUrl /Value).*",
}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case dict() if value:
            for key, below in value.items():
                yield from leaves(below, f"{path}/{key}")
        case list() if value:
            for index, below in enumerate(value):
                yield from leaves(below, f"{path}/{index}")
        case leaf:
            yield path, json.dumps(leaf)


def flat(stack: Synthesized) -> dict[str, str]:
    named = {**stack.template["Resources"], **stack.template["Outputs"]}
    return {f"{bare(name)} {path}": leaf for name, each in named.items() for path, leaf in leaves(each)}


@pytest.fixture(scope="session")
def differences(deployed: Synthesized, local: Synthesized) -> set[str]:
    ours, theirs = flat(deployed), flat(local)
    return {place for place in ours.keys() | theirs.keys() if ours.get(place) != theirs.get(place)}


def test_local_differs_in_the_short_list_and_in_nothing_else(differences: set[str]) -> None:
    unexplained = {place for place in differences if not any(re.fullmatch(each, place) for each in ALLOWED.values())}
    assert unexplained == set()


@pytest.mark.parametrize("reason", ALLOWED)
def test_every_entry_of_the_list_is_needed(differences: set[str], reason: str) -> None:
    assert any(re.fullmatch(ALLOWED[reason], place) for place in differences)


def test_without_context_the_stack_is_the_one_for_aws() -> None:
    assert from_context(lambda _: None) == DEPLOYED


@pytest.mark.parametrize("missing", ["gateway_base_url", "drive_api_url", "textract_url", "dashboard_origin"])
def test_a_local_stack_says_which_address_it_lacks(missing: str) -> None:
    given = {
        "local": "true",
        "gateway_base_url": "http://a",
        "drive_api_url": "http://b",
        "textract_url": "http://d",
        "dashboard_origin": "http://c",
    }
    given[missing] = ""
    with pytest.raises(MissingContext, match=f"-c {missing}="):
        from_context(lambda key: given[key])


def test_a_raised_quota_brings_more_workers() -> None:
    given = {"drive_user_units": "650000", "drive_project_units": "2000000"}
    raised = from_context(given.get)
    assert (raised.drive_user_units, raised.drive_project_units) == (650_000, 2_000_000)
    assert raised.worker_concurrency >= 2 * DEPLOYED.worker_concurrency


def test_the_stack_and_the_governor_count_alike() -> None:
    assert cdk.variant.DOWNLOAD_UNITS == holescan.domain.quota.DOWNLOAD_UNITS
