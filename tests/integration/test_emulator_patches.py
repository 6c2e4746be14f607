"""Each patch of the emulator is right, and still needed: stock fails the same probe."""

import contextlib
from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError
from websockets.exceptions import ConnectionClosed, InvalidStatus

from local.waiting import until
from tests.integration.gateway_client import viewer_at
from tests.integration.toy import BROKEN, LAYERED, Toy, zipped


def routes_run_concurrently(toy: Toy) -> bool:
    url = toy.api()
    with viewer_at(url) as slow, viewer_at(url) as quick:
        slow.send("echo", wait_s=8, post_bytes=1)
        quick.send("echo", post_bytes=1)
        quick.next_message(30)
        with contextlib.suppress(AssertionError):
            slow.next_message(0)
        return not slow.seen


def subprotocol_is_answered(toy: Toy) -> bool:
    with viewer_at(toy.api(), subprotocols=("toy.v1", "client.x")) as viewer:
        return viewer.socket.subprotocol == "toy.v1"


def large_message_closes_the_socket(toy: Toy) -> bool:
    with viewer_at(toy.api()) as viewer:
        viewer.send("echo", padding="x" * 140_000, post_bytes=1)
        try:
            viewer.next_message(30)
        except ConnectionClosed as closed:
            return closed.rcvd is not None and closed.rcvd.code == 1009
        return False


def large_post_is_refused(toy: Toy) -> bool:
    with viewer_at(toy.api()) as viewer:
        assert viewer.ask("echo", post_bytes=100_000)["padding"]
        return bool(viewer.ask("echo", post_bytes=140_000).get("refused") == 413)


def answers_of_routes_are_kept_back(toy: Toy) -> bool:
    with viewer_at(toy.api()) as viewer:
        viewer.send("echo", answer='{"who": "returned"}')
        return "who" not in viewer.ask("echo", post_bytes=1)


def crashes_are_not_told(toy: Toy) -> bool:
    with viewer_at(toy.api()) as viewer:
        viewer.send("echo", crash='{"who": "secret"}')
        return viewer.next_message(30).get("message") == "Internal server error"


def failed_starts_are_answered(toy: Toy) -> bool:
    with viewer_at(toy.api(BROKEN)) as viewer:
        try:
            return viewer.ask("echo").get("message") == "Internal server error"
        except ConnectionClosed:
            return False


def unknown_stages_are_refused(toy: Toy) -> bool:
    try:
        with viewer_at(toy.api().replace("/v1", "/v2")):
            return False
    except InvalidStatus as refused:
        return refused.response.status_code == 403


def batches_need_the_single_action(toy: Toy) -> bool:
    queue = toy.aws("sqs").create_queue(QueueName=f"queue-{next(toy.names)}")["QueueUrl"]
    session = toy.aws("sts").assume_role(RoleArn=toy.role("sqs:SendMessage"), RoleSessionName="sender")["Credentials"]
    sender = toy.aws(
        "sqs",
        aws_access_key_id=session["AccessKeyId"],
        aws_secret_access_key=session["SecretAccessKey"],
        aws_session_token=session["SessionToken"],
    )
    try:
        sender.send_message_batch(QueueUrl=queue, Entries=[{"Id": "1", "MessageBody": "one"}])
    except ClientError:
        return False
    return True


def logs_of_routes_are_kept(toy: Toy) -> bool:
    with viewer_at(toy.api()) as viewer:
        viewer.ask("echo", log="said in a route", post_bytes=1)
    logs = toy.aws("logs")
    groups = [f"/aws/lambda/{one['FunctionName']}" for one in toy.aws("lambda").list_functions()["Functions"]]
    for name in groups:
        with contextlib.suppress(ClientError):
            logs.create_log_group(logGroupName=name)
    # Written when the function has ended, which is after its answer.
    return until(
        lambda: any(logs.filter_log_events(logGroupName=name, filterPattern="said")["events"] for name in groups),
        limit_s=5,
    )


def layers_are_unpacked_once(toy: Toy) -> bool:
    layer = toy.aws("lambda").publish_layer_version(
        LayerName=f"layer-{next(toy.names)}", Content={"ZipFile": zipped({"python/in_the_layer.py": ""})}
    )["LayerVersionArn"]
    places = set()
    for function in (toy.function(LAYERED, Layers=[layer]), toy.function(LAYERED, Layers=[layer])):
        places.add(toy.aws("lambda").invoke(FunctionName=function)["Payload"].read())
    assert all(b"in_the_layer.py" in place for place in places)
    return len(places) == 1


PROBES: tuple[Callable[[Toy], bool], ...] = (
    routes_run_concurrently,
    subprotocol_is_answered,
    large_message_closes_the_socket,
    large_post_is_refused,
    answers_of_routes_are_kept_back,
    crashes_are_not_told,
    failed_starts_are_answered,
    unknown_stages_are_refused,
    batches_need_the_single_action,
    logs_of_routes_are_kept,
    layers_are_unpacked_once,
)


@pytest.mark.parametrize("is_right", PROBES)
def test_the_patched_emulator_does_as_aws(patched: Toy, is_right: Callable[[Toy], bool]) -> None:
    assert is_right(patched)


@pytest.mark.parametrize("is_right", PROBES)
def test_the_stock_emulator_still_needs_the_patch(stock: Toy, is_right: Callable[[Toy], bool]) -> None:
    assert not is_right(stock), "stock is right now: delete the patch and this probe"
