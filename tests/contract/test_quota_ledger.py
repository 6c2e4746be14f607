"""What the governor may rely on of the ledger, said of the fake and of DynamoDB alike."""

from datetime import date

import pytest

from holescan.adapters.aws.dynamo_quota import DynamoQuotaLedger
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.ports import QuotaLedger
from tests.fakes.quota import MemoryQuotaLedger

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
HIGH = {"project": 10_000, "alice": 10_000}


@pytest.fixture(params=["memory", "dynamo"])
def ledger(request: pytest.FixtureRequest) -> QuotaLedger:
    if request.param == "memory":
        return MemoryQuotaLedger()
    table: DynamoTable = request.getfixturevalue("table")
    return DynamoQuotaLedger(table)


def test_each_reservation_moves_every_bucket_on(ledger: QuotaLedger) -> None:
    assert ledger.reserve(TODAY, 200, HIGH) == {"project": 200, "alice": 200}
    assert ledger.reserve(TODAY, 300, {"project": 10_000, "bob": 10_000}) == {"project": 500, "bob": 300}
    assert ledger.used(TODAY) == 500


def test_above_one_ceiling_nothing_moves(ledger: QuotaLedger) -> None:
    ledger.reserve(TODAY, 200, HIGH)
    assert ledger.reserve(TODAY, 200, {"project": 10_000, "alice": 199}) is None
    assert ledger.used(TODAY) == 200
    assert ledger.reserve(TODAY, 200, {"project": 10_000, "alice": 200}) == {"project": 400, "alice": 400}


def test_a_bucket_catches_up_once(ledger: QuotaLedger) -> None:
    ledger.reserve(TODAY, 200, HIGH)
    ledger.catch_up(TODAY, "alice", position=200, to=5_000)
    ledger.catch_up(TODAY, "alice", position=200, to=9_000)
    assert ledger.reserve(TODAY, 100, HIGH) == {"project": 300, "alice": 5_100}


def test_each_day_has_its_own_sum(ledger: QuotaLedger) -> None:
    ledger.reserve(TODAY, 200, HIGH)
    assert ledger.used(TOMORROW) == 0
