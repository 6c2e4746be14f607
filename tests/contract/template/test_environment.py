from dataclasses import fields
from typing import get_type_hints

import pytest

from holescan.settings import (
    ConnectSettings,
    DeadLetterSettings,
    DefaultSettings,
    DisconnectSettings,
    DispatcherSettings,
    ListerSettings,
    ReportSettings,
    Settings,
    SweeperSettings,
    WorkerSettings,
)
from tests.contract.template.conftest import DRIVE, GATEWAY, TEXTRACT
from tests.contract.template.reading import ROOT, Synthesized, text

SETTINGS: dict[str, tuple[str, type[Settings]]] = {
    "ConnectHandler": ("connect", ConnectSettings),
    "DisconnectHandler": ("disconnect", DisconnectSettings),
    "DefaultHandler": ("default", DefaultSettings),
    "ScanDispatcher": ("dispatcher", DispatcherSettings),
    "Lister": ("lister", ListerSettings),
    "ScanWorker": ("worker", WorkerSettings),
    "ReportWriter": ("report", ReportSettings),
    "DeadLetterHandler": ("dead_letter", DeadLetterSettings),
    "Sweeper": ("sweeper", SweeperSettings),
}
each_function = pytest.mark.parametrize("function", SETTINGS)


def environment(stack: Synthesized, function: str) -> dict[str, str]:
    variables = stack.properties("AWS::Lambda::Function")[function]["Environment"]["Variables"]
    return {name: text(value) for name, value in variables.items()}


@each_function
def test_a_function_can_read_its_settings_and_gets_no_other(stack: Synthesized, function: str) -> None:
    _, settings = SETTINGS[function]
    given = environment(stack, function)
    settings.from_env(given)
    ours = {name for name in given if name.startswith("HOLESCAN_")}
    assert ours == {f"HOLESCAN_{field.name.upper()}" for field in fields(settings)}


@each_function
def test_every_name_points_at_the_resource_it_speaks_of(stack: Synthesized, function: str) -> None:
    expected = {
        "HOLESCAN_TABLE_NAME": "<ProcessResultsTable>",
        "HOLESCAN_BUCKET_NAME": "<ResultsBucket>",
        "HOLESCAN_LISTING_QUEUE_URL": "<ListingQueue>",
        "HOLESCAN_PROCESSING_QUEUE_URL": "<ProcessingQueue>",
        "HOLESCAN_QUARANTINE_QUEUE_URL": "<QuarantineQueue>",
        "HOLESCAN_REPORT_QUEUE_URL": "<ReportQueue>",
        "HOLESCAN_TOKEN_KEY_ID": "<TokenKey>",
    }
    given = environment(stack, function)
    assert {name: given[name] for name in expected if name in given} == {
        name: value for name, value in expected.items() if name in given
    }


@each_function
def test_a_function_is_its_folder_and_logs_under_its_name(stack: Synthesized, function: str) -> None:
    folder, _ = SETTINGS[function]
    properties = stack.properties("AWS::Lambda::Function")[function]
    assert properties["Handler"] == "handler.handler"
    assert (ROOT / "lambdas" / folder / "handler.py").exists()
    assert environment(stack, function)["POWERTOOLS_SERVICE_NAME"] == folder
    assert text(properties["LoggingConfig"]["LogGroup"]) == f"<{function}Log>"


@each_function
def test_a_function_runs_the_lambda_python_on_graviton_traced_with_both_layers(
    stack: Synthesized, function: str
) -> None:
    properties = stack.properties("AWS::Lambda::Function")[function]
    assert (properties["Runtime"], properties["Architectures"]) == ("python3.13", ["arm64"])
    assert properties["TracingConfig"] == {"Mode": "Active"}
    assert [text(layer) for layer in properties["Layers"]] == ["<DependenciesLayer>", "<HolescanLayer>"]


def test_deployed_functions_post_to_api_gateways_own_address(deployed: Synthesized) -> None:
    url = environment(deployed, "ScanWorker")["HOLESCAN_GATEWAY_URL"]
    assert url == "https://<GatewayWebSocketApi>.execute-api.<AWS::Region>.<AWS::URLSuffix>/v1"


def test_local_functions_post_and_download_where_the_context_says(local: Synthesized) -> None:
    given = environment(local, "ScanWorker")
    assert given["HOLESCAN_GATEWAY_URL"] == f"{GATEWAY}/<GatewayWebSocketApi>/v1"
    assert given["HOLESCAN_DRIVE_API_URL"] == DRIVE
    assert given["AWS_ENDPOINT_URL_TEXTRACT"] == TEXTRACT


def test_a_file_that_takes_too_long_is_given_up_well_before_its_worker_is(stack: Synthesized) -> None:
    timeout_s = stack.properties("AWS::Lambda::Function")["ScanWorker"]["Timeout"]
    assert int(environment(stack, "ScanWorker")["HOLESCAN_FILE_TIME_LIMIT_S"]) < timeout_s * 0.75


def test_a_scan_stands_still_only_after_every_receive_of_its_last_task_has_lapsed(stack: Synthesized) -> None:
    queues = stack.properties("AWS::SQS::Queue")
    of_listing, *of_files = (
        queues[name]["VisibilityTimeout"] * queues[name]["RedrivePolicy"]["maxReceiveCount"]
        for name in ("ListingQueue", "ProcessingQueue", "QuarantineQueue")
    )
    lapsed_s = max(of_listing, sum(of_files))
    sweeper = environment(stack, "Sweeper")
    assert int(sweeper["HOLESCAN_STILL_AFTER_S"]) > lapsed_s
    assert int(sweeper["HOLESCAN_VISIBILITY_S"]) == queues["ProcessingQueue"]["VisibilityTimeout"]


def test_a_report_lease_lapses_after_lambda_has_stopped_its_writer(stack: Synthesized) -> None:
    timeout_s = stack.properties("AWS::Lambda::Function")["ReportWriter"]["Timeout"]
    assert int(environment(stack, "ReportWriter")["HOLESCAN_LEASE_S"]) > timeout_s


def test_api_gateway_never_waits_in_vain_for_a_function_on_the_socket(stack: Synthesized) -> None:
    for function in ("ConnectHandler", "DisconnectHandler", "DefaultHandler", "ScanDispatcher"):
        assert stack.properties("AWS::Lambda::Function")[function]["Timeout"] <= 29


@pytest.mark.parametrize("function", ["ScanWorker", "ScanDispatcher"])
def test_the_reading_process_dies_of_a_bad_file_before_its_function_does(stack: Synthesized, function: str) -> None:
    memory_bytes = stack.properties("AWS::Lambda::Function")[function]["MemorySize"] << 20
    assert int(environment(stack, function)["HOLESCAN_CHILD_MEMORY_BYTES"]) < memory_bytes


def test_every_setting_is_text_or_a_number_as_an_environment_is() -> None:
    kinds = {kind for _, settings in SETTINGS.values() for kind in get_type_hints(settings).values()}
    assert kinds <= {str, int}
