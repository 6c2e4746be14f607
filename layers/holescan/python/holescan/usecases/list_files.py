"""The lister: Drive's folders into the page log, the counter and the scan queue (law 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from holescan.domain.errors import QuotaSpent, Throttled, TokenRefused
from holescan.domain.files import FileRef
from holescan.domain.ids import SessionId
from holescan.domain.listing import FolderFailure, LoggedPage, Walk
from holescan.domain.pause import PauseReason
from holescan.domain.reasons import Reason
from holescan.domain.session import LiveScan, ScanState, Session
from holescan.ports import (
    Clock,
    Drive,
    ListQueue,
    PageCount,
    PageLog,
    ScanQueue,
    Sessions,
    TokenVault,
)
from holescan.protocol.client import ScanOptions
from holescan.protocol.tasks import ListTask, ScanTask
from holescan.steps.asking import Asking
from holescan.steps.audience import Audience
from holescan.steps.ending import Ending
from holescan.steps.pausing import Pausing
from holescan.steps.unsettled import Redrive

WAIT_FOR_QUOTA = timedelta(seconds=10)
"""What the lister waits in place for its turn: less than a worker, for a page of the listing is work for many of those."""

MARGIN = WAIT_FOR_QUOTA + timedelta(seconds=8)
"""So long before the deadline a fresh invocation goes on: one Drive page, its write and its queueing fit in this."""

RESEND_DELAY_S = 10
"""Where Drive gives nothing for a while: the governor has waited in place before it says so."""

MOST_HOPS = 1_000
"""Invocations of five minutes: a million files are listed within fifty of them. Lambda's own stop for functions that call
themselves is off (`RecursiveLoop: Allow`), so this is what ends a listing that goes round in circles."""


@dataclass(frozen=True, slots=True)
class ListFiles:
    """List the folder of a session from where its page log ends.

    May run twice at once and may die anywhere: a page is written once, counted once and queued at least once,
    and a file that is queued twice is counted once.

    Raises:
        DependencyFailed: nothing is lost; the task may be run again.
    """

    sessions: Sessions
    log: PageLog
    drive: Drive
    vault: TokenVault
    listings: ListQueue
    scans: ScanQueue
    redrive: Redrive
    pausing: Pausing
    audience: Audience
    ending: Ending
    clock: Clock

    def __call__(self, task: ListTask, *, deadline: datetime) -> None:
        """List until the tree ends, or go on in a fresh invocation."""
        session = self.sessions.session(task.session_id)
        live = self.sessions.live(task.session_id)
        if session is None or live is None or live.epoch != task.epoch or not live.state.is_working:
            return
        if task.hop > MOST_HOPS:
            self._give_up(session, live)
            return
        # A later epoch lists nothing: its files were written down before it began.
        redrive_from = 0 if live.epoch > 1 and task.redrive_from is None else task.redrive_from
        if redrive_from is not None:
            redrive_from = self.redrive(live, redrive_from, until=deadline - MARGIN)
        if redrive_from is not None:
            self._go_on_afresh(task, redrive_from=redrive_from)
        elif live.epoch == 1 and _may_list(live):
            self._list_or_wait(session, live, task, deadline)
        else:
            self.ending.look(live.session_id)

    def _list_or_wait(self, session: Session, live: LiveScan, task: ListTask, deadline: datetime) -> None:
        try:
            is_through = self._list(session, live, deadline)
        except TokenRefused as refused:
            self._wait(live, task, PauseReason.of(refused))
        except QuotaSpent:
            self._wait(live, task, PauseReason.QUOTA)
        except Throttled:
            self._go_on_afresh(task, delay_s=RESEND_DELAY_S)  # in a message of its own: no receive is consumed (law 8)
        else:
            if is_through:
                self._close(live)
            else:
                self._go_on_afresh(task)

    def _wait(self, live: LiveScan, task: ListTask, reason: PauseReason) -> None:
        """Whoever lets the scan go on queues another task; only for a token that is out of date it is this one."""
        now = self.pausing.pause(live, reason)
        if now is not None and now.state.is_working:
            self._go_on_afresh(task)

    def _go_on_afresh(self, task: ListTask, *, redrive_from: int | None = None, delay_s: int = 0) -> None:
        self.listings.put(task.model_copy(update={"hop": task.hop + 1, "redrive_from": redrive_from}), delay_s=delay_s)

    def _give_up(self, session: Session, live: LiveScan) -> None:
        """A listing that never ends is told as one that could not be finished; what it found is examined."""
        if not live.listed:
            failure = FolderFailure(session.root, Reason.GAVE_UP)
            self.sessions.record_failure(live, failure)
            self._tell_folder(live.session_id, failure)
            self.sessions.close_listing(live.session_id, live.epoch, complete=False)
        self.ending.look(live.session_id)

    def _list(self, session: Session, live: LiveScan, deadline: datetime) -> bool:
        options = ScanOptions.model_validate(session.options)
        walk = Walk(session.root, subfolders=options.subfolders)
        if not self._replay(live, walk) or live.listed:
            return True
        access = self.vault.unseal(session.session_id)
        with self.drive.open(access) as source:
            asking = Asking(source, access, walk, options.selection, is_file=session.is_file)
            return self._go_on(live, walk, asking, deadline)

    def _replay(self, live: LiveScan, walk: Walk) -> bool:
        queued = self.sessions.queued_pages(live.session_id)
        for page in self.log.pages(live.session_id):
            walk.take(page)
            if not queued.get(page.number, False) and not self._hand_out(live, page, counted=page.number in queued):
                return False
        return True

    def _go_on(self, live: LiveScan, walk: Walk, asking: Asking, deadline: datetime) -> bool:
        while step := walk.next_step:
            if self.clock.now() > deadline - MARGIN:
                return False
            page = self.log.write_once(live.session_id, asking.page(step))
            walk.take(page)
            if not self._hand_out(live, page, counted=False):
                return True
            self._tell(live.session_id)
        return True

    def _hand_out(self, live: LiveScan, page: LoggedPage, *, counted: bool) -> bool:
        """Count the stored page and queue its files; False when the listing was closed in the meantime."""
        if not counted and self.sessions.count_page(live, page) is PageCount.CLOSED:
            return False
        self._queue(live, page.files)
        if page.failure:
            self._tell_folder(live.session_id, page.failure)
        self.sessions.mark_queued(live.session_id, page.number)
        return True

    def _queue(self, live: LiveScan, files: Iterable[FileRef]) -> None:
        self.scans.put_all(ScanTask(session_id=live.session_id, epoch=live.epoch, file=file) for file in files)

    def _tell_folder(self, session_id: SessionId, failure: FolderFailure) -> None:
        now = self.sessions.live(session_id)
        if now is not None:
            self.audience.tell_folder(now, failure)

    def _tell(self, session_id: SessionId) -> None:
        now = self.sessions.live(session_id)
        if now is not None:
            self.audience.tell_progress(now)

    def _close(self, live: LiveScan) -> None:
        self.sessions.close_listing(live.session_id, live.epoch, complete=True)
        now = self.ending.look(live.session_id)
        if now is not None:
            self.audience.tell_progress(now)


def _may_list(live: LiveScan) -> bool:
    # A cancelled listing still queues what it counted.
    return live.state in {ScanState.LISTING, ScanState.CANCELLING}
