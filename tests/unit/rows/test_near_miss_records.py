"""How near misses lie in a file's record."""

import json

from holescan.adapters.aws.outcome_records import OutcomeRecord, outcome_of_item, outcome_of_json
from holescan.domain.examination import NearMiss, NearMissKind
from tests.builders import no_match
from tests.unit.report_samples import a_near_miss, almost

WRITE_UNIT = 1024


def test_near_misses_come_back_from_item_and_json() -> None:
    outcome = almost("a.pdf", a_near_miss(), NearMiss("BH-1", "BH-01", NearMissKind.LEADING_ZEROS, None, "Sheet1!B7"))
    record = OutcomeRecord.of(outcome)
    assert outcome_of_item(record.item) == outcome
    assert outcome_of_json(record.json) == outcome


def test_a_record_that_knows_no_near_misses_is_read() -> None:
    record = OutcomeRecord.of(no_match())
    assert "near" not in record.item
    assert outcome_of_item(record.item) == no_match()
    old = json.loads(record.json)
    del old["examination"]["near"]
    assert outcome_of_json(json.dumps(old).encode()) == no_match()


def test_a_record_full_of_near_misses_still_takes_one_write_unit() -> None:
    near = [NearMiss("C" * 200, "F" * 40, NearMissKind.LONGER_CODE, 10_000, "P" * 400)] * 8
    assert len(json.dumps(OutcomeRecord.of(almost("a.pdf", *near)).item)) < WRITE_UNIT
    usual = [NearMiss(f"HOLE-{n:04}", f"HOLE-{n:04}A", NearMissKind.LONGER_CODE, n, "") for n in range(8)]
    record = OutcomeRecord.of(almost("a.pdf", *usual))
    assert len(json.dumps(record.item)) < WRITE_UNIT
    assert len(record.item["near"]) >= 6
