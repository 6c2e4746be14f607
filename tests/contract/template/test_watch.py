from pathlib import Path
from typing import Any

import pytest

from tests.contract.template.reading import Synthesized
from tests.contract.template.test_roles import FUNCTIONS

ROOT = Path(__file__).parents[3]
QUEUES = ("ListingQueue", "ProcessingQueue", "QuarantineQueue", "ReportQueue")


def alarms(stack: Synthesized) -> dict[str, dict[str, Any]]:
    found = stack.properties("AWS::CloudWatch::Alarm").items()
    return {name.removeprefix("Watch"): each for name, each in found}


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_more_than_five_percent_of_errors_wakes_somebody(deployed: Synthesized, function: str) -> None:
    alarm = alarms(deployed)[f"{function}Errors"]
    assert (alarm["Threshold"], alarm["ComparisonOperator"]) == (5, "GreaterThanThreshold")
    (ratio,) = [metric["Expression"] for metric in alarm["Metrics"] if "Expression" in metric]
    assert ratio == "100 * errors / MAX([invocations, 1])"


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_runs_that_come_close_to_the_timeout_wake_somebody(stack: Synthesized, function: str) -> None:
    alarm = alarms(stack)[f"{function}Duration"]
    timeout_ms = stack.properties("AWS::Lambda::Function")[function]["Timeout"] * 1000
    assert alarm["ExtendedStatistic"] == "p95"
    assert 0.5 * timeout_ms < alarm["Threshold"] < timeout_ms


@pytest.mark.parametrize("queue", QUEUES)
def test_one_dead_letter_wakes_somebody(stack: Synthesized, queue: str) -> None:
    alarm = alarms(stack)[f"{queue}DeadLetters"]
    assert (alarm["MetricName"], alarm["Threshold"]) == ("NumberOfMessagesReceived", 0)


@pytest.mark.parametrize("queue", QUEUES)
def test_work_that_waits_too_long_wakes_somebody(stack: Synthesized, queue: str) -> None:
    assert alarms(stack)[f"{queue}Age"]["MetricName"] == "ApproximateAgeOfOldestMessage"


@pytest.mark.parametrize(
    ("name", "metric"),
    [
        ("ApiServerErrors", "ExecutionError"),
        ("ApiIntegrationErrors", "IntegrationError"),
        ("BucketSize", "BucketSizeBytes"),
    ],
)
def test_the_api_and_the_bucket_are_watched(stack: Synthesized, name: str, metric: str) -> None:
    assert alarms(stack)[name]["MetricName"] == metric


def test_silence_is_an_alarm_of_the_sweeper_alone(stack: Synthesized) -> None:
    silent = {name for name, alarm in alarms(stack).items() if alarm["TreatMissingData"] == "breaching"}
    assert silent == {"SweeperSilent"}
    alarm = alarms(stack)["SweeperSilent"]
    assert (alarm["MetricName"], alarm["Threshold"]) == ("Invocations", 0)
    assert alarm["ComparisonOperator"] == "LessThanOrEqualToThreshold"


def test_every_alarm_goes_to_the_encrypted_topic_and_so_does_its_end(stack: Synthesized) -> None:
    (topic,) = stack.properties("AWS::SNS::Topic").values()
    assert "KmsMasterKeyId" in topic
    assert all(alarm["AlarmActions"] == alarm["OKActions"] for alarm in alarms(stack).values())


def test_every_alarm_says_what_it_means_and_the_runbook_says_what_to_do(deployed: Synthesized) -> None:
    runbook = (ROOT / "docs" / "operations.md").read_text()
    for name, alarm in alarms(deployed).items():
        assert "docs/operations.md" in alarm["AlarmDescription"]
        kind = next((f"<Name>{kind}" for kind in ("Errors", "Duration") if name.removesuffix(kind) in FUNCTIONS), name)
        assert f"`{kind}`" in runbook


def test_an_operator_is_told_by_mail_where_one_is_named(deployed: Synthesized, local: Synthesized) -> None:
    told = [each["Endpoint"] for each in deployed.properties("AWS::SNS::Subscription").values()]
    assert told == ["operator@example.org"]
    assert local.properties("AWS::SNS::Subscription") == {}
