"""MemorySessions: the Sessions port over a MemoryTable."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from holescan.domain.ids import ConnectionId, OwnerId, SessionId
from holescan.domain.listing import FolderFailure, LoggedPage
from holescan.domain.pause import Pause
from holescan.domain.reasons import Reason
from holescan.domain.session import (
    Counters,
    LiveScan,
    ReportTotals,
    ScanEvent,
    ScanState,
    Session,
    Viewer,
    advance,
    states_that_take,
)
from holescan.ports import Page, PageCount, Watch
from tests.fakes.table import LISTING_PERMILLE, MemoryTable, Partition, Sent


class MemorySessions:
    """Each write looks at the stored scan first, as the adapter's conditions do."""

    def __init__(self, table: MemoryTable) -> None:
        self._table = table

    def open(self, session: Session) -> bool:
        partition = self._table.partitions[session.session_id]
        if partition.session is not None or session.session_id in self._table.deletions:
            return False
        partition.session = session
        partition.scan = LiveScan(
            session_id=session.session_id,
            state=ScanState.LISTING,
            epoch=1,
            planned=0,
            listed=False,
            listing_complete=True,
            counted=Counters(),
            expires_at=session.expires_at,
            moved_at=session.created_at,
        )
        return True

    def session(self, session_id: SessionId) -> Session | None:
        return self._table.living(session_id).session

    def live(self, session_id: SessionId) -> LiveScan | None:
        partition = self._table.living(session_id)
        if partition.scan is None:
            return None
        return replace(
            partition.scan,
            counted=_summed(partition, partition.scan.epoch),
            viewers=tuple(Viewer(connection_id) for connection_id in sorted(partition.viewers)),
            pages_recognised=partition.pages_recognised,
            moved_at=partition.moved_at or partition.scan.moved_at,
            told_permille=partition.sent.permille if partition.sent.epoch == partition.scan.epoch else LISTING_PERMILLE,
        )

    def follow(self, session_id: SessionId, connection_id: ConnectionId, expires_at: datetime) -> None:  # noqa: ARG002
        self._table.follows[connection_id].add(session_id)
        self._table.partitions[session_id].viewers.add(connection_id)

    def unfollow(self, session_id: SessionId, connection_id: ConnectionId) -> None:
        self._table.follows[connection_id].discard(session_id)
        self._table.partitions[session_id].viewers.discard(connection_id)

    def count_page(self, live: LiveScan, page: LoggedPage) -> PageCount:
        partition = self._table.partitions[live.session_id]
        if page.number in partition.pages:
            return PageCount.ALREADY
        scan = partition.scan
        if scan is None or scan.epoch != live.epoch or scan.listed:
            return PageCount.CLOSED
        if scan.state not in {ScanState.LISTING, ScanState.PAUSED}:
            return PageCount.CLOSED
        partition.pages[page.number] = False
        partition.scan = replace(
            scan,
            planned=scan.planned + len(page.files),
            total_files=scan.total_files + len(page.files),
            folders_failed=scan.folders_failed + _remember(partition, page.failure),
            listing_complete=scan.listing_complete and page.failure is None,
        )
        return PageCount.COUNTED

    def queued_pages(self, session_id: SessionId) -> dict[int, bool]:
        return dict(sorted(self._table.partitions[session_id].pages.items()))

    def mark_queued(self, session_id: SessionId, page_number: int) -> None:
        pages = self._table.partitions[session_id].pages
        if page_number in pages:
            pages[page_number] = True

    def close_listing(self, session_id: SessionId, epoch: int, *, complete: bool) -> bool:
        partition = self._table.partitions[session_id]
        scan = partition.scan
        if scan is None or scan.listed or scan.epoch != epoch or scan.state not in states_that_take(ScanEvent.LISTED):
            return False
        partition.scan = replace(
            scan,
            state=advance(scan.state, ScanEvent.LISTED),
            listed=True,
            listing_complete=scan.listing_complete and complete,
        )
        return True

    def ask_cancel(self, live: LiveScan, because: Reason = Reason.CANCELLED) -> bool:
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is None or not _as_read(scan, live) or scan.state not in states_that_take(ScanEvent.CANCEL):
            return False
        partition.scan = replace(
            scan,
            state=advance(scan.state, ScanEvent.CANCEL),
            listed=True,
            listing_complete=scan.listing_complete and scan.listed,
            cancel_asked=True,
            cancel_reason=scan.cancel_reason if scan.state is ScanState.CANCELLING else because,
        )
        return True

    def pause(self, live: LiveScan, pause: Pause) -> bool:
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is None or not _same_token(scan, live) or scan.state not in states_that_take(ScanEvent.PAUSE):
            return False
        partition.scan = replace(scan, state=ScanState.PAUSED, pause=pause.going_on_from(live.pause))
        return True

    def resume(self, live: LiveScan, *, token_generation: int) -> bool:
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is None or not _as_read(scan, live) or not _same_token(scan, live):
            return False
        is_paused = scan.state is ScanState.PAUSED
        if not (is_paused or scan.state.is_working):
            return False
        state = advance(scan.state, ScanEvent.RESUME, listed=scan.listed) if is_paused else scan.state
        partition.scan = replace(scan, state=state, token_generation=token_generation)
        return True

    def take_lease(self, live: LiveScan, *, now: datetime, until: datetime) -> int | None:
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is None or not _as_read(scan, live) or scan.planned != live.planned or scan.lease != live.lease:
            return None
        if not (live.is_over or _has_lapsed(scan, now)):
            return None
        lease = scan.lease + 1
        partition.scan = replace(scan, state=ScanState.REPORTING, lease=lease, lease_until=until)
        return lease

    def release_lease(self, live: LiveScan, *, lease: int, now: datetime) -> None:
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is None or (scan.epoch, scan.state, scan.lease) != (live.epoch, ScanState.REPORTING, lease):
            return
        partition.scan = replace(scan, lease_until=now, released=scan.released + 1)

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
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is None or scan.epoch != live.epoch or scan.lease != lease or scan.state not in states_that_take(event):
            return False
        partition.scan = replace(
            scan,
            state=advance(scan.state, event),
            report_key=report_key or scan.report_key,
            totals=totals or scan.totals,
            lease_until=None,
            ended_at=now,
        )
        return True

    def close(self, live: LiveScan) -> None:
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is not None and (scan.epoch, scan.state) == (live.epoch, live.state):
            partition.is_closed = True

    def begin_retry(self, live: LiveScan, *, planned: int, now: datetime) -> bool:  # noqa: ARG002
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is None or not _as_read(scan, live) or scan.state not in states_that_take(ScanEvent.RETRY):
            return False
        partition.is_closed = False
        partition.scan = replace(
            scan,
            state=advance(scan.state, ScanEvent.RETRY),
            epoch=scan.epoch + 1,
            planned=planned,
            listed=True,
            lease=0,
            released=0,
            cancel_asked=False,
            cancel_reason=Reason.CANCELLED,
            pause=None,
            token_generation=scan.token_generation + 1,
            ended_at=None,
        )
        return True

    def elect_progress(self, live: LiveScan, *, now: datetime) -> bool:
        partition = self._table.partitions[live.session_id]
        permille = live.permille if live.listed else LISTING_PERMILLE
        if not _is_news(partition.sent, live.epoch, permille, now):
            return False
        partition.sent = Sent(live.epoch, permille, now)
        return True

    def record_failure(self, live: LiveScan, failure: FolderFailure) -> None:
        partition = self._table.partitions[live.session_id]
        scan = partition.scan
        if scan is not None and scan.epoch == live.epoch:
            failed = scan.folders_failed + _remember(partition, failure)
            partition.scan = replace(scan, folders_failed=failed, listing_complete=False)

    def failures(self, session_id: SessionId) -> Iterator[FolderFailure]:
        yield from self._table.partitions[session_id].folders.values()

    def open_scans(self) -> Iterator[SessionId]:
        opened = [p.session for p in self._table.partitions.values() if p.session and p.scan and not p.is_closed]
        yield from [session.session_id for session in sorted(opened, key=lambda session: session.created_at)]

    def scans_of(self, owner: OwnerId, cursor: str, limit: int) -> Page[Session]:
        sessions = [self._table.living(session_id).session for session_id in list(self._table.partitions)]
        own = [session for session in sessions if session and session.owner == owner]
        rows = sorted(own, key=lambda session: session.created_at, reverse=True)
        start = int(cursor or 0)
        end = start + limit
        return Page(tuple(rows[start:end]), str(end) if end < len(rows) else "")

    def watch(self, live: LiveScan, *, now: datetime) -> Watch:
        partition = self._table.partitions[live.session_id]
        fingerprint = (live.state, live.mark, live.listed, live.pause)
        if partition.moved_at is None or partition.fingerprint != fingerprint:
            partition.fingerprint, partition.moved_at = fingerprint, now
        return Watch(partition.moved_at, redriven=partition.redriven_epoch == live.epoch)

    def claim_redrive(self, live: LiveScan) -> bool:
        partition = self._table.partitions[live.session_id]
        if partition.redriven_epoch >= live.epoch:
            return False
        partition.redriven_epoch = live.epoch
        return True


def _summed(partition: Partition, epoch: int) -> Counters:
    every = sum(partition.counters.values(), Counters())
    return replace(every, processed=partition.counters.get(epoch, Counters()).processed)


def _remember(partition: Partition, failure: FolderFailure | None) -> int:
    """How many folders this failure adds: a folder fails once however many of its pages do."""
    if failure is None or failure.folder.folder_id in partition.folders:
        return 0
    partition.folders[failure.folder.folder_id] = failure
    return 1


def _as_read(scan: LiveScan, live: LiveScan) -> bool:
    return (scan.epoch, scan.state, scan.listed) == (live.epoch, live.state, live.listed)


def _same_token(scan: LiveScan, live: LiveScan) -> bool:
    return (scan.epoch, scan.token_generation) == (live.epoch, live.token_generation)


def _has_lapsed(scan: LiveScan, now: datetime) -> bool:
    reporting = scan.state is ScanState.REPORTING and not scan.has_lost_its_writers
    return reporting and scan.lease_until is not None and scan.lease_until < now


def _is_news(sent: Sent, epoch: int, permille: int, now: datetime) -> bool:
    if sent.at is None or sent.epoch < epoch:
        return True
    if sent.epoch > epoch:
        return False
    if permille == LISTING_PERMILLE:
        return sent.permille == LISTING_PERMILLE and sent.at <= now - timedelta(seconds=1)
    return sent.permille < permille
