"""The worker: of what SQS delivered, what is not settled yet is worked; who finds nothing left looks for the end (laws 1, 3)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from holescan.domain.ids import FileId, SessionId
from holescan.domain.outcomes import Outcome
from holescan.domain.session import LiveScan, Session
from holescan.ports import Outcomes, Sessions
from holescan.steps.ending import Ending
from holescan.steps.file_batch import FileBatch, Workplace
from holescan.steps.redelivery import Delivery


@dataclass(frozen=True, slots=True)
class ScanFiles:
    """Examine a batch of files and move their sessions on.

    May run twice for one task and may die anywhere: the record takes a file once per epoch, only what was newly
    written is told to the viewers, and every run that sees the scan done asks for the report, which is itself
    written once.
    """

    sessions: Sessions
    outcomes: Outcomes
    ending: Ending
    session: Callable[[SessionId], Session | None]
    place: Workplace

    def __call__(self, deliveries: Sequence[Delivery], *, deadline: datetime) -> tuple[Delivery, ...]:
        """Work the batch; answers the deliveries that must come again, already postponed."""
        again = [late for group in _by_session(deliveries) for late in self._scan(group, deadline)]
        for late in again:
            self.place.redelivery.postpone(late)
        return tuple(again)

    def _scan(self, group: Sequence[Delivery], deadline: datetime) -> Iterable[Delivery]:
        session_id = group[0].task.session_id
        session, live = self.session(session_id), self.sessions.live(session_id)
        if session is None or live is None or not live.state.is_working:
            return ()
        mine = {delivery.task.file.file_id: delivery for delivery in group if delivery.task.epoch == live.epoch}
        recorded = self._recorded(live, mine)
        unsettled = [delivery for file_id, delivery in mine.items() if _is_unsettled(live, recorded.get(file_id))]
        if not unsettled:
            self.ending.look(session_id)
            return ()
        clock, until = self.place.clock, deadline - self.place.file_time_limit
        batch = FileBatch(self.place, session, live, recorded, until, committed_at=clock.now(), opened_as=live)
        return batch.run(unsettled)

    def _recorded(self, live: LiveScan, mine: Mapping[FileId, Delivery]) -> Mapping[FileId, Outcome]:
        """What is on record of these files.

        Of files that come for the first time it is nothing, as a rule. Where it is not, the commit conflicts, and reads then.
        A scan that waited, and a retry, queue files anew that may be in the queue still.
        """
        was_queued_once = live.epoch == 1 and live.pause is None
        if was_queued_once and all(delivery.is_first for delivery in mine.values()):
            return {}
        return self.outcomes.read(live.session_id, mine)


def _is_unsettled(live: LiveScan, known: Outcome | None) -> bool:
    return known is None or known.epoch < live.epoch or known.is_provisional


def _by_session(deliveries: Sequence[Delivery]) -> Iterable[list[Delivery]]:
    groups: defaultdict[SessionId, list[Delivery]] = defaultdict(list)
    for delivery in deliveries:
        groups[delivery.task.session_id].append(delivery)
    return groups.values()
