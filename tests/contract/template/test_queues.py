import pytest

from tests.contract.template.reading import Synthesized, text

WORK = {
    "ListingQueue": "Lister",
    "ProcessingQueue": "ScanWorker",
    "QuarantineQueue": "ScanWorker",
    "ReportQueue": "ReportWriter",
}
DEAD = {f"{name}DLQ": "DeadLetterHandler" for name in WORK}
BATCHES = {"ListingQueue": 1, "ProcessingQueue": 10, "QuarantineQueue": 1, "ReportQueue": 1} | dict.fromkeys(DEAD, 10)
RECEIVES = {"ListingQueue": 5, "ProcessingQueue": 8, "QuarantineQueue": 10, "ReportQueue": 5}
DAY_S = 86_400


def test_these_queues_exist_and_each_feeds_its_function(stack: Synthesized) -> None:
    assert stack.properties("AWS::SQS::Queue").keys() == (WORK | DEAD).keys()
    sources = stack.properties("AWS::Lambda::EventSourceMapping").values()
    feeds = {text(source["EventSourceArn"]): text(source["FunctionName"]) for source in sources}
    assert feeds == {f"<{queue}.Arn>": f"<{function}>" for queue, function in (WORK | DEAD).items()}


@pytest.mark.parametrize("queue", WORK)
def test_a_task_that_nobody_could_work_is_kept_as_a_dead_letter(stack: Synthesized, queue: str) -> None:
    redrive = stack.properties("AWS::SQS::Queue")[queue]["RedrivePolicy"]
    assert redrive["maxReceiveCount"] == RECEIVES[queue]
    assert text(redrive["deadLetterTargetArn"]) == f"<{queue}DLQ.Arn>"


@pytest.mark.parametrize("queue", WORK)
def test_a_dead_letter_outlives_the_longest_wait_in_line(stack: Synthesized, queue: str) -> None:
    queues = stack.properties("AWS::SQS::Queue")
    assert queues[queue]["MessageRetentionPeriod"] >= 4 * DAY_S
    assert queues[f"{queue}DLQ"]["MessageRetentionPeriod"] > queues[queue]["MessageRetentionPeriod"]


@pytest.mark.parametrize(("queue", "function"), (WORK | DEAD).items())
def test_visibility_is_at_least_six_times_the_consumers_timeout_and_two_in_quarantine(
    stack: Synthesized, queue: str, function: str
) -> None:
    least = 2 if queue == "QuarantineQueue" else 6
    timeout_s = stack.properties("AWS::Lambda::Function")[function]["Timeout"]
    assert stack.properties("AWS::SQS::Queue")[queue]["VisibilityTimeout"] >= least * timeout_s


def test_a_message_that_fails_returns_alone(stack: Synthesized) -> None:
    for source in stack.properties("AWS::Lambda::EventSourceMapping").values():
        assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_batches_are_ten_where_work_is_many_and_one_where_it_is_long_or_may_kill(stack: Synthesized) -> None:
    sources = stack.properties("AWS::Lambda::EventSourceMapping").values()
    sizes = {text(source["EventSourceArn"]): source["BatchSize"] for source in sources}
    assert sizes == {f"<{queue}.Arn>": size for queue, size in BATCHES.items()}


def test_workers_are_as_many_as_one_users_drive_quota_feeds(deployed: Synthesized) -> None:
    downloads_per_s, file_takes_s = 325_000 / 60 / 200, 1.5
    for queue in ("ProcessingQueue", "QuarantineQueue"):
        worker = deployed.properties("AWS::Lambda::EventSourceMapping")[f"ScanWorkerFrom{queue}"]
        assert worker["ScalingConfig"]["MaximumConcurrency"] == pytest.approx(downloads_per_s * file_takes_s, abs=1)


def test_no_concurrency_is_reserved_which_would_push_batches_to_the_dead_letters(stack: Synthesized) -> None:
    for function in stack.properties("AWS::Lambda::Function").values():
        assert "ReservedConcurrentExecutions" not in function


def test_only_the_two_that_feed_their_own_queue_may_loop(stack: Synthesized) -> None:
    functions = stack.properties("AWS::Lambda::Function").items()
    assert {name for name, each in functions if each.get("RecursiveLoop") == "Allow"} == {"Lister", "ScanWorker"}


def test_every_queue_is_encrypted(stack: Synthesized) -> None:
    assert all(queue["SqsManagedSseEnabled"] for queue in stack.properties("AWS::SQS::Queue").values())


def test_queues_on_aws_refuse_plain_http(deployed: Synthesized) -> None:
    policies = deployed.properties("AWS::SQS::QueuePolicy").items()
    refusing = {name.removesuffix("Policy") for name, policy in policies if _refuses_http(policy)}
    assert refusing == deployed.properties("AWS::SQS::Queue").keys()


def _refuses_http(policy: dict[str, dict[str, list[dict[str, object]]]]) -> bool:
    plain_http = {"Bool": {"aws:SecureTransport": "false"}}
    statements = policy["PolicyDocument"]["Statement"]
    return any(each["Effect"] == "Deny" and each.get("Condition") == plain_http for each in statements)
