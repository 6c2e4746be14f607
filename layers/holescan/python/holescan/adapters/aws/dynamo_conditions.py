"""The laws' conditions on items, each said once."""

from datetime import datetime, timedelta

from boto3.dynamodb.conditions import Attr, ConditionBase

from holescan.adapters.aws.dynamo_values import instant_text
from holescan.domain.outcomes import Outcome
from holescan.domain.session import LiveScan, ScanEvent, ScanState, states_that_take

LISTING_PERMILLE = -1
"""Below every permille: what PROGRESS said before the listing was over."""

ABSENT = Attr("item").not_exists()
PRESENT = Attr("item").exists()

_GROWING = [ScanState.LISTING.value, ScanState.PAUSED.value]
_PAUSING = [state.value for state in sorted(states_that_take(ScanEvent.PAUSE))]
_OPEN = [state.value for state in ScanState if state.is_open]


def may_grow(epoch: int) -> ConditionBase:
    """Law 2: this epoch's listing still takes pages."""
    return Attr("epoch").eq(epoch) & Attr("state").is_in(_GROWING) & Attr("listed").eq(False)


def open_epoch(epoch: int) -> ConditionBase:
    """Law 5: no report writer has taken this epoch."""
    return Attr("epoch").eq(epoch) & Attr("state").is_in(_OPEN)


def as_read(live: LiveScan) -> ConditionBase:
    """Nobody moved the scan since it was read."""
    return Attr("epoch").eq(live.epoch) & Attr("state").eq(live.state.value) & Attr("listed").eq(live.listed)


def may_pause(live: LiveScan) -> ConditionBase:
    """Law 8: the epoch still works, with the very token that failed."""
    same_token = Attr("epoch").eq(live.epoch) & Attr("token_generation").eq(live.token_generation)
    return same_token & Attr("state").is_in(_PAUSING)


def held_by(live: LiveScan, lease: int) -> ConditionBase:
    """Law 4: this writer's lease is the last one of the epoch, and nobody has published."""
    return Attr("epoch").eq(live.epoch) & Attr("state").eq(ScanState.REPORTING.value) & Attr("lease").eq(lease)


def lease_free(live: LiveScan, now: datetime) -> ConditionBase:
    """Law 4: the same end as was read, and no other report writer since; one that holds the lease has let it lapse."""
    unchanged = as_read(live) & Attr("planned").eq(live.planned) & Attr("lease").eq(live.lease)
    if live.state is ScanState.REPORTING:
        return unchanged & Attr("lease_until").lt(instant_text(now))
    return unchanged


def still(outcome: Outcome | None) -> ConditionBase:
    """Law 1: the record says of the file exactly what was read."""
    if outcome is None:
        return ABSENT
    return (
        Attr("epoch").eq(outcome.epoch) & Attr("attempt").eq(outcome.attempt) & Attr("status").eq(outcome.status.value)
    )


def is_news(live: LiveScan, now: datetime) -> ConditionBase:
    """Law 9: nobody has told the viewers as much."""
    other_epoch = ABSENT | Attr("epoch").lt(live.epoch)
    same = Attr("epoch").eq(live.epoch)
    if live.listed:
        return other_epoch | (same & Attr("permille").lt(live.permille))
    a_second_ago = instant_text(now - timedelta(seconds=1))
    return other_epoch | (same & Attr("permille").eq(LISTING_PERMILLE) & Attr("sent_at").lte(a_second_ago))
