"""DynamoSessions: the record of each scan but for its outcomes, every write on the condition its law names."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from boto3.dynamodb.conditions import Attr, ConditionBase

from holescan.adapters.aws import dynamo_moves as moves
from holescan.adapters.aws import keys
from holescan.adapters.aws.cursors import page_of, scan_after, scan_cursor
from holescan.adapters.aws.dynamo_conditions import (
    ABSENT,
    LISTING_PERMILLE,
    PRESENT,
    is_news,
    may_grow,
)
from holescan.adapters.aws.dynamo_records import (
    OPEN,
    failure_item,
    failure_of,
    live_scan,
    meta_item,
    scan_item,
    session_of,
)
from holescan.adapters.aws.dynamo_table import DynamoTable
from holescan.adapters.aws.dynamo_values import Change, Item, instant_of, instant_text, ttl
from holescan.domain.errors import StoreConflict
from holescan.domain.ids import ConnectionId, OwnerId, SessionId
from holescan.domain.listing import FolderFailure, LoggedPage
from holescan.domain.pause import Pause
from holescan.domain.reasons import Reason
from holescan.domain.session import (
    LiveScan,
    ReportTotals,
    ScanEvent,
    ScanState,
    Session,
    states_that_take,
)
from holescan.ports import Page, PageCount, Watch

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import TransactWriteItemTypeDef

NO_GROWTH: Mapping[str, int] = {}

# Positions in the transaction that counts a page.
_PAGE, _SCAN, _FOLDER = range(3)

# A lost race moved the scan on, and from no state does it move often.
_CLOSE_TRIES = 5


class DynamoSessions:
    """The Sessions port over ProcessResultsTable."""

    def __init__(self, table: DynamoTable) -> None:
        self._table = table

    def open(self, session: Session) -> bool:
        written = [self._table.putting(item, only_if=ABSENT) for item in (meta_item(session), scan_item(session))]
        not_deleted = self._table.checking(keys.deletion_partition(session.session_id), keys.DELETION, ABSENT)
        return not self._table.transact([*written, not_deleted])

    def session(self, session_id: SessionId) -> Session | None:
        item = self._table.get(session_id, keys.META)
        return session_of(item) if item else None

    def live(self, session_id: SessionId) -> LiveScan | None:
        return live_scan(self._table.query(session_id, keys.LIVE))

    def follow(self, session_id: SessionId, connection_id: ConnectionId, expires_at: datetime) -> None:
        """The connection's side first: a viewer that the connection does not know would never be removed with it."""
        partition, item = keys.connection_partition(connection_id), keys.follows_item(session_id)
        names = {"connection_id": connection_id, "expires_at": ttl(expires_at)}
        self._table.put({"session_id": partition, "item": item, "follows": session_id, **names})
        self._table.put({"session_id": session_id, "item": keys.viewer_item(connection_id), **names})

    def unfollow(self, session_id: SessionId, connection_id: ConnectionId) -> None:
        self._table.delete(session_id, keys.viewer_item(connection_id))
        self._table.delete(keys.connection_partition(connection_id), keys.follows_item(session_id))

    def count_page(self, live: LiveScan, page: LoggedPage) -> PageCount:
        refused = self._table.transact(self._counting(live, page, page.failure))
        if refused == {_FOLDER}:
            # An earlier page of the same folder failed: it is recorded, counted, and the listing known as incomplete.
            refused = self._table.transact(self._counting(live, page, None))
        if _PAGE in refused:
            return PageCount.ALREADY
        return PageCount.CLOSED if refused else PageCount.COUNTED

    def queued_pages(self, session_id: SessionId) -> dict[int, bool]:
        return {item["number"]: item["queued"] for item in self._table.query(session_id, keys.PAGE)}

    def mark_queued(self, session_id: SessionId, page_number: int) -> None:
        self._table.update(session_id, keys.page_item(page_number), Change(set={"queued": True}, only_if=PRESENT))

    def close_listing(self, session_id: SessionId, epoch: int, *, complete: bool) -> bool:
        for _ in range(_CLOSE_TRIES):
            live = self.live(session_id)
            if live is None or not _may_close(live, epoch):
                return False
            if self._move(live, moves.listing_closed(live, complete=complete)):
                return True
        raise StoreConflict("the scan moves faster than its listing can be closed")

    def ask_cancel(self, live: LiveScan, because: Reason = Reason.CANCELLED) -> bool:
        return live.state in states_that_take(ScanEvent.CANCEL) and self._move(live, moves.cancelled(live, because))

    def pause(self, live: LiveScan, pause: Pause) -> bool:
        return self._move(live, moves.paused(live, pause))

    def resume(self, live: LiveScan, *, token_generation: int) -> bool:
        may_go_on = live.state.is_working or live.state is ScanState.PAUSED
        return may_go_on and self._move(live, moves.resumed(live, token_generation))

    def take_lease(self, live: LiveScan, *, now: datetime, until: datetime) -> int | None:
        may_take_over = live.state is ScanState.REPORTING and not live.has_lost_its_writers
        if not (live.is_over or may_take_over):
            return None
        return live.lease + 1 if self._move(live, moves.leased(live, now=now, until=until)) else None

    def release_lease(self, live: LiveScan, *, lease: int, now: datetime) -> None:
        self._move(live, moves.released(live, lease=lease, now=now))

    def publish(
        self,
        live: LiveScan,
        *,
        lease: int,
        event: ScanEvent,
        now: datetime,
        report_key: str = "",
        totals: ReportTotals | None = None,
    ) -> bool:
        ending = moves.ended(live, lease=lease, event=event, now=now, report_key=report_key, totals=totals)
        return self._move(live, ending)

    def close(self, live: LiveScan) -> None:
        self._move(live, moves.closed(live))

    def begin_retry(self, live: LiveScan, *, planned: int, now: datetime) -> bool:
        if live.state not in states_that_take(ScanEvent.RETRY):
            return False
        return self._move(live, moves.retried(live, planned=planned, now=now))

    def elect_progress(self, live: LiveScan, *, now: datetime) -> bool:
        said = {
            "epoch": live.epoch,
            "permille": live.permille if live.listed else LISTING_PERMILLE,
            "sent_at": instant_text(now),
            "expires_at": ttl(live.expires_at),
        }
        return self._table.update(live.session_id, keys.PROGRESS, Change(set=said, only_if=is_news(live, now)))

    def record_failure(self, live: LiveScan, failure: FolderFailure) -> None:
        self._table.transact(
            [
                self._table.updating(live.session_id, keys.SCAN, _failed_folder(Attr("epoch").eq(live.epoch))),
                self._table.putting(_row(live, failure), only_if=ABSENT),
            ]
        )

    def failures(self, session_id: SessionId) -> Iterator[FolderFailure]:
        return map(failure_of, self._table.query(session_id, keys.FOLDER))

    def open_scans(self) -> Iterator[SessionId]:
        found = self._table.query_index(keys.OPEN_SCANS, "open", OPEN)
        return (SessionId(item["session_id"]) for item in found)

    def scans_of(self, owner: OwnerId, cursor: str, limit: int) -> Page[Session]:
        found = self._table.query_index(
            keys.SCANS_BY_OWNER, "owner", owner, newest_first=True, after=scan_after(owner, cursor)
        )
        return page_of(map(session_of, found), limit, scan_cursor)

    def watch(self, live: LiveScan, *, now: datetime) -> Watch:
        stored = self._table.get(live.session_id, keys.WATCH) or {}
        redriven = stored.get("redriven_epoch") == live.epoch
        if stored.get("fingerprint") == _fingerprint(live):
            return Watch(instant_of(stored["moved_at"]), redriven=redriven)
        moved = {"fingerprint": _fingerprint(live), "moved_at": instant_text(now), "expires_at": ttl(live.expires_at)}
        self._table.update(live.session_id, keys.WATCH, Change(set=moved))
        return Watch(now, redriven=redriven)

    def claim_redrive(self, live: LiveScan) -> bool:
        first = Attr("redriven_epoch").not_exists() | Attr("redriven_epoch").lt(live.epoch)
        claim = {"redriven_epoch": live.epoch, "expires_at": ttl(live.expires_at)}
        return self._table.update(live.session_id, keys.WATCH, Change(set=claim, only_if=first))

    def _counting(
        self, live: LiveScan, page: LoggedPage, failure: FolderFailure | None
    ) -> list["TransactWriteItemTypeDef"]:
        counted = {
            "session_id": live.session_id,
            "item": keys.page_item(page.number),
            "number": page.number,
            "queued": False,
            "expires_at": ttl(live.expires_at),
        }
        growth = {"planned": len(page.files), "total_files": len(page.files)}
        grown = (
            _failed_folder(may_grow(live.epoch), growth)
            if failure
            else Change(add=growth, only_if=may_grow(live.epoch))
        )
        writes = [
            self._table.putting(counted, only_if=ABSENT),
            self._table.updating(live.session_id, keys.SCAN, grown),
        ]
        return [*writes, self._table.putting(_row(live, failure), only_if=ABSENT)] if failure else writes

    def _move(self, live: LiveScan, change: Change) -> bool:
        return self._table.update(live.session_id, keys.SCAN, change)


def _may_close(live: LiveScan, epoch: int) -> bool:
    return live.epoch == epoch and not live.listed and live.state in states_that_take(ScanEvent.LISTED)


def _failed_folder(only_if: ConditionBase, growth: Mapping[str, int] = NO_GROWTH) -> Change:
    return Change(set={"listing_complete": False}, add={**growth, "folders_failed": 1}, only_if=only_if)


def _row(live: LiveScan, failure: FolderFailure) -> Item:
    return failure_item(live.session_id, failure, ttl(live.expires_at))


def _fingerprint(live: LiveScan) -> str:
    """What differs when a scan moved. The wait is part of it: one that came and went between two looks is a move too."""
    return f"{live.state}/{live.mark}/{live.listed}/{live.pause}"
