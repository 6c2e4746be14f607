"""How sessions and scans look as items, and back."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from pydantic import TypeAdapter

from holescan.adapters.aws.dynamo_values import Item, instant_of, instant_of_ttl, instant_text, ttl
from holescan.adapters.aws.keys import COUNT, META, PROGRESS, RECOGNISED, SCAN, VIEWER, WATCH, folder_item
from holescan.domain.ids import SessionId
from holescan.domain.listing import FolderFailure
from holescan.domain.pause import Pause, PauseReason
from holescan.domain.reasons import Reason
from holescan.domain.session import Counters, LiveScan, ReportTotals, ScanState, Session, Viewer

_FAILURE: TypeAdapter[FolderFailure] = TypeAdapter(FolderFailure)

OPEN = "1"
"""The one partition of the index of open scans: they are few, and the sweeper wants all."""


def meta_item(session: Session) -> Item:
    """`meta`: what the scan was asked to do."""
    return asdict(session) | {
        "item": META,
        # As JSON text: the table knows no floats, and the options are the wire's, not ours to query.
        "options": json.dumps(session.options),
        "warnings": list(session.warnings),
        "created_at": instant_text(session.created_at),
        "expires_at": ttl(session.expires_at),
    }


def session_of(item: Item) -> Session:
    """The session of a `meta` item."""
    fields = {name: value for name, value in item.items() if name != "item"}
    return Session(
        **fields
        | {
            "options": json.loads(item["options"]),
            "warnings": tuple(item["warnings"]),
            "created_at": instant_of(item["created_at"]),
            "expires_at": instant_of_ttl(item["expires_at"]),
        }
    )


def scan_item(session: Session) -> Item:
    """`live#scan` as a scan begins."""
    return {
        "session_id": session.session_id,
        "item": SCAN,
        "state": ScanState.LISTING.value,
        "epoch": 1,
        "planned": 0,
        "total_files": 0,
        "listed": False,
        "listing_complete": True,
        "folders_failed": 0,
        "lease": 0,
        "cancel_asked": False,
        "token_generation": 1,
        "report_key": "",
        "open": OPEN,
        "opened_at": instant_text(session.created_at),
        "expires_at": ttl(session.expires_at),
    }


def live_scan(items: Iterable[Item]) -> LiveScan | None:
    """The scan that the items under `live#` tell of; None where `live#scan` is not among them."""
    named = {item["item"]: item for item in items}
    if SCAN not in named:
        return None
    scan = named[SCAN]
    return LiveScan(
        session_id=SessionId(scan["session_id"]),
        state=ScanState(scan["state"]),
        epoch=scan["epoch"],
        planned=scan["planned"],
        listed=scan["listed"],
        listing_complete=scan["listing_complete"],
        counted=_counted([item for name, item in named.items() if name.startswith(COUNT)], scan["epoch"]),
        expires_at=instant_of_ttl(scan["expires_at"]),
        viewers=tuple(Viewer(item["connection_id"]) for name, item in sorted(named.items()) if name.startswith(VIEWER)),
        lease=scan["lease"],
        released=scan.get("released", 0),
        lease_until=_instant(scan, "lease_until"),
        cancel_asked=scan["cancel_asked"],
        cancel_reason=Reason(scan.get("cancel_reason", Reason.CANCELLED)),
        pause=_pause_of(scan["pause"]) if "pause" in scan else None,
        total_files=scan["total_files"],
        folders_failed=scan["folders_failed"],
        pages_recognised=named.get(RECOGNISED, {}).get("pages", 0),
        report_key=scan["report_key"],
        totals=ReportTotals(**scan["totals"]) if "totals" in scan else None,
        token_generation=scan["token_generation"],
        told_permille=_told(named.get(PROGRESS, {}), scan["epoch"]),
        moved_at=_instant(named.get(WATCH, {}), "moved_at") or _instant(scan, "opened_at"),
        ended_at=_instant(scan, "ended_at"),
    )


def pause_value(pause: Pause) -> dict[str, str]:
    """`pause` of `live#scan`."""
    until = {"until": instant_text(pause.until)} if pause.until else {}
    return {"reason": pause.reason.value, "since": instant_text(pause.since), "at": pause.at, **until}


def failure_item(session_id: SessionId, failure: FolderFailure, expires_at: int) -> Item:
    """`folder#<id>`: a folder that could not be listed."""
    row: Item = _FAILURE.dump_python(failure, mode="json")
    return row | {
        "session_id": session_id,
        "item": folder_item(failure.folder.folder_id),
        "expires_at": expires_at,
    }


def failure_of(item: Item) -> FolderFailure:
    """The failure of a `folder#<id>` item."""
    return _FAILURE.validate_python({"folder": item["folder"], "reason": item["reason"]})


def _pause_of(value: Item) -> Pause:
    return Pause(PauseReason(value["reason"]), instant_of(value["since"]), _instant(value, "until"), value["at"])


def _counted(shards: list[Item], epoch: int) -> Counters:
    return Counters(
        processed=sum(shard["processed"] for shard in shards if shard["epoch"] == epoch),
        matched=sum(shard["matched"] for shard in shards),
        failed=sum(shard["failed"] for shard in shards),
    )


def _told(progress: Item, epoch: int) -> int:
    return progress["permille"] if progress.get("epoch") == epoch else -1


def _instant(item: Item, name: str) -> datetime | None:
    return instant_of(item[name]) if name in item else None
