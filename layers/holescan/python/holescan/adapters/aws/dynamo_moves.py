"""The moves of a scan as changes of `live#scan`, each on the condition its law names."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from boto3.dynamodb.conditions import Attr

from holescan.adapters.aws.dynamo_conditions import as_read, held_by, lease_free, may_pause
from holescan.adapters.aws.dynamo_records import OPEN, pause_value
from holescan.adapters.aws.dynamo_values import Change, instant_text
from holescan.domain.pause import Pause
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan, ReportTotals, ScanEvent, ScanState, advance


def listing_closed(live: LiveScan, *, complete: bool) -> Change:
    """The last page is queued, or nobody will queue it."""
    moved = {"state": advance(live.state, ScanEvent.LISTED).value, "listed": True}
    cut_short = {} if complete else {"listing_complete": False}
    return Change(set=moved | cut_short, only_if=as_read(live))


def cancelled(live: LiveScan, because: Reason) -> Change:
    """The end was asked for; a second wish changes nothing of the first."""
    moved = {"state": advance(live.state, ScanEvent.CANCEL).value, "listed": True, "cancel_asked": True}
    first = {} if live.state is ScanState.CANCELLING else {"cancel_reason": because.value}
    cut_short = {} if live.listed else {"listing_complete": False}
    return Change(set=moved | first | cut_short, only_if=as_read(live))


def paused(live: LiveScan, pause: Pause) -> Change:
    """The scan waits."""
    moved = {"state": ScanState.PAUSED.value, "pause": pause_value(pause.going_on_from(live.pause))}
    return Change(set=moved, only_if=may_pause(live))


def resumed(live: LiveScan, token_generation: int) -> Change:
    """The scan goes on, or goes on working, with another token."""
    state = advance(live.state, ScanEvent.RESUME, listed=live.listed) if live.state is ScanState.PAUSED else live.state
    same_token = Attr("token_generation").eq(live.token_generation)
    return Change(set={"state": state.value, "token_generation": token_generation}, only_if=as_read(live) & same_token)


def leased(live: LiveScan, *, now: datetime, until: datetime) -> Change:
    """The next report writer takes the epoch."""
    taken = {
        "state": advance(live.state, ScanEvent.LEASE).value,
        "lease": live.lease + 1,
        "lease_until": instant_text(until),
    }
    return Change(set=taken, only_if=lease_free(live, now))


def released(live: LiveScan, *, lease: int, now: datetime) -> Change:
    """The report writer cannot go on: its lease lapses now."""
    return Change(set={"lease_until": instant_text(now)}, add={"released": 1}, only_if=held_by(live, lease))


def ended(
    live: LiveScan, *, lease: int, event: ScanEvent, now: datetime, report_key: str, totals: ReportTotals | None
) -> Change:
    """The epoch is over, by the writer who holds its lease. It stays with the open scans until its end was told."""
    told: dict[str, Any] = {"state": advance(ScanState.REPORTING, event).value, "ended_at": instant_text(now)}
    if report_key:
        told["report_key"] = report_key
    if totals:
        told["totals"] = asdict(totals)
    return Change(set=told, remove=("lease_until",), only_if=held_by(live, lease))


def closed(live: LiveScan) -> Change:
    """Nothing is left to do for this epoch, which has ended."""
    is_ended = Attr("epoch").eq(live.epoch) & Attr("state").eq(live.state.value)
    return Change(remove=("open",), only_if=is_ended)


def retried(live: LiveScan, *, planned: int, now: datetime) -> Change:
    """The next epoch begins."""
    begun: dict[str, Any] = {
        "state": advance(live.state, ScanEvent.RETRY).value,
        "epoch": live.epoch + 1,
        "planned": planned,
        "listed": True,
        "lease": 0,
        "cancel_asked": False,
        "token_generation": live.token_generation + 1,
        "open": OPEN,
        "opened_at": instant_text(now),
    }
    return Change(set=begun, remove=("ended_at", "cancel_reason", "pause", "released"), only_if=as_read(live))
