"""The environment of a Lambda is the settings class that it reads."""

import pytest

from holescan.settings import MissingSetting, ReportSettings

SETTINGS = ReportSettings(table_name="t", bucket_name="b", gateway_url="https://g", lease_s=60)


def test_what_cdk_writes_the_runtime_reads() -> None:
    assert ReportSettings.from_env(SETTINGS.as_environment()) == SETTINGS


def test_a_missing_variable_is_named() -> None:
    environment = SETTINGS.as_environment()
    del environment["HOLESCAN_LEASE_S"]

    with pytest.raises(MissingSetting, match="HOLESCAN_LEASE_S"):
        ReportSettings.from_env(environment)


def test_a_number_that_is_none_fails_the_cold_start() -> None:
    with pytest.raises(ValueError, match="soon"):
        ReportSettings.from_env(SETTINGS.as_environment() | {"HOLESCAN_LEASE_S": "soon"})
