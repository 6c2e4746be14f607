import pytest

from tests.contract.template.reading import Synthesized, as_list, text

FUNCTIONS = {
    "ConnectHandler",
    "DisconnectHandler",
    "DefaultHandler",
    "ScanDispatcher",
    "Lister",
    "ScanWorker",
    "ReportWriter",
    "DeadLetterHandler",
    "Sweeper",
}
OFF_THE_SOCKET = {"Lister", "ScanWorker", "ReportWriter", "DeadLetterHandler", "Sweeper"}
WHILE_DEPLOYING = "CustomCDKBucketDeployment"
RECOGNITION = "textract:DetectDocumentText"
TRACES = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}

QUEUES = ("Listing", "Processing", "Quarantine", "Report")
OF_FILES = {"<ProcessingQueue.Arn>", "<QuarantineQueue.Arn>"}


def objects(*names: str) -> set[str]:
    return {f"<ResultsBucket.Arn>/{name}/*" for name in names}


def who(pairs: set[tuple[str, str]]) -> dict[str, set[str]]:
    return {
        function: {on for to, on in pairs if to == function}
        for function, _ in pairs
        if not function.startswith(WHILE_DEPLOYING)
    }


def test_each_function_has_a_role_of_its_own(stack: Synthesized) -> None:
    functions = stack.properties("AWS::Lambda::Function")
    roles = {name: text(each["Role"]) for name, each in functions.items() if not name.startswith(WHILE_DEPLOYING)}
    assert roles == {name: f"<{name}Role.Arn>" for name in FUNCTIONS}


def test_no_role_of_ours_uses_a_managed_policy(stack: Synthesized) -> None:
    roles = stack.properties("AWS::IAM::Role").items()
    assert [name for name, role in roles if "ManagedPolicyArns" in role and not name.startswith(WHILE_DEPLOYING)] == []


def test_no_function_may_do_an_action_with_a_wildcard(stack: Synthesized) -> None:
    assert {
        grant for grant in stack.grants() if "*" in grant.action and not grant.to.startswith(WHILE_DEPLOYING)
    } == set()


def test_only_traces_and_recognition_are_granted_on_everything(stack: Synthesized) -> None:
    everything = {grant for grant in stack.grants() if grant.on == "*" and not grant.to.startswith(WHILE_DEPLOYING)}
    assert {grant.action for grant in everything} == TRACES | {RECOGNITION}
    assert {grant.to for grant in everything if grant.action in TRACES} == FUNCTIONS


def test_only_the_worker_has_pictures_recognised(stack: Synthesized) -> None:
    assert who(stack.may(RECOGNITION)) == {"ScanWorker": {"*"}}


def test_the_token_is_sealed_by_one_function_and_opened_by_two(stack: Synthesized) -> None:
    assert who(stack.may("kms:Encrypt")) == {"ScanDispatcher": {"<TokenKey.Arn>"}}
    assert who(stack.may("kms:Decrypt")) == {"Lister": {"<TokenKey.Arn>"}, "ScanWorker": {"<TokenKey.Arn>"}}


def test_each_function_reads_its_own_prefixes(stack: Synthesized) -> None:
    assert who(stack.may("s3:GetObject")) == {
        "ScanDispatcher": objects("sessions", "uploads", "reports", "snapshots"),
        "Lister": objects("sessions"),
        "ScanWorker": objects("sessions"),
        "ReportWriter": objects("sessions", "reports"),
        "DeadLetterHandler": objects("sessions", "reports"),
        "Sweeper": objects("sessions"),
    }


def test_each_function_writes_its_own_prefixes(stack: Synthesized) -> None:
    assert who(stack.may("s3:PutObject")) == {
        "ScanDispatcher": objects("sessions", "uploads", "snapshots"),
        "Lister": objects("sessions"),
        "ScanWorker": objects("sessions"),
        "ReportWriter": objects("sessions", "reports"),
        "DeadLetterHandler": objects("sessions"),  # a kept MATCH of an earlier epoch may be large
        "Sweeper": objects("sessions"),
    }


def test_only_who_deletes_scans_removes_objects(stack: Synthesized) -> None:
    of_a_scan = objects("sessions", "reports", "snapshots")
    assert who(stack.may("s3:DeleteObject")) == {"ScanDispatcher": of_a_scan, "Sweeper": of_a_scan}
    assert who(stack.may("dynamodb:BatchWriteItem")).keys() == {"ScanDispatcher", "Sweeper"}


def test_who_reads_objects_learns_that_one_is_absent(stack: Synthesized) -> None:
    assert who(stack.may("s3:ListBucket")).keys() == who(stack.may("s3:GetObject")).keys()


def test_connections_are_posted_to_on_this_stage_and_nothing_else(stack: Synthesized) -> None:
    granted = who(stack.may("execute-api:ManageConnections"))
    assert granted.keys() == OFF_THE_SOCKET | {"ScanDispatcher", "DefaultHandler"}
    (only,) = set.union(*granted.values())
    assert only.endswith(":<GatewayWebSocketApi>/v1/POST/@connections/*")


def test_work_is_sent_by_those_who_make_it(stack: Synthesized) -> None:
    listing, processing, quarantine, report = (f"<{name}Queue.Arn>" for name in QUEUES)
    assert who(stack.may("sqs:SendMessage")) == {
        "ScanDispatcher": {listing, report},
        "Lister": {listing, processing, report},
        "ScanWorker": {processing, quarantine, report},
        "DeadLetterHandler": {report},
        "Sweeper": {listing, report},
    }


@pytest.mark.parametrize("action", ["sqs:ReceiveMessage", "sqs:DeleteMessage"])
def test_each_queue_has_one_consumer(stack: Synthesized, action: str) -> None:
    assert who(stack.may(action)) == {
        "Lister": {"<ListingQueue.Arn>"},
        "ScanWorker": OF_FILES,
        "ReportWriter": {"<ReportQueue.Arn>"},
        "DeadLetterHandler": {f"<{name}QueueDLQ.Arn>" for name in QUEUES},
    }


def test_only_the_worker_postpones_and_only_the_sweeper_looks_at_backlogs(stack: Synthesized) -> None:
    assert who(stack.may("sqs:ChangeMessageVisibility")) == {"ScanWorker": OF_FILES}
    assert who(stack.may("sqs:GetQueueAttributes"))["Sweeper"] == OF_FILES


def test_indexes_are_queried_by_the_one_that_needs_them(stack: Synthesized) -> None:
    indexes = {(to, on) for to, on in stack.may("dynamodb:Query") if "/index/" in on}
    assert indexes == {
        ("ScanDispatcher", "<ProcessResultsTable.Arn>/index/scans_by_owner"),
        ("Sweeper", "<ProcessResultsTable.Arn>/index/open_scans"),
    }


def test_items_are_written_one_by_one_or_in_transactions_and_only_removed_in_batches(stack: Synthesized) -> None:
    granted = {grant.action for grant in stack.grants() if grant.action.startswith("dynamodb:")}
    one_by_one = {"GetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"}
    assert granted == {f"dynamodb:{verb}" for verb in (*one_by_one, "BatchGetItem", "BatchWriteItem")}


def test_a_connection_is_only_written_when_it_opens_and_only_removed_when_it_closes(stack: Synthesized) -> None:
    touched = {(grant.to, grant.action) for grant in stack.grants() if grant.action.startswith("dynamodb:")}
    on_the_socket = {pair for pair in touched if pair[0] in {"ConnectHandler", "DisconnectHandler", "DefaultHandler"}}
    assert on_the_socket == {
        ("ConnectHandler", "dynamodb:PutItem"),
        ("DisconnectHandler", "dynamodb:Query"),
        ("DisconnectHandler", "dynamodb:DeleteItem"),
    }


def test_each_function_logs_to_its_own_group_alone(stack: Synthesized) -> None:
    logged = who(stack.may("logs:PutLogEvents"))
    assert logged == {name: {f"<{name}Log.Arn>"} for name in FUNCTIONS}


def test_the_clock_may_wake_the_sweeper_and_no_other(stack: Synthesized) -> None:
    assert stack.may("lambda:InvokeFunction") == {("SweeperClock", "<Sweeper.Arn>")}


def test_every_role_is_assumed_by_one_service(stack: Synthesized) -> None:
    for role in stack.properties("AWS::IAM::Role").values():
        (statement,) = as_list(role["AssumeRolePolicyDocument"]["Statement"])
        assert list(statement["Principal"]) == ["Service"]
