"""Writes outcomes once (law 1), and says what was new to the viewers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from holescan.domain.errors import StoreConflict
from holescan.domain.ids import FileId
from holescan.domain.outcomes import Outcome
from holescan.domain.session import LiveScan
from holescan.domain.settlement import Settlement, settle
from holescan.ports import Clock, Dice, Outcomes
from holescan.protocol.rows import messages_of
from holescan.steps.audience import Audience
from holescan.steps.ending import Ending

TRIES = 8
"""A conflict means that another writer moved on; each try reads afresh and picks another shard, so few are enough."""

LONGEST_WAIT_S = 0.4


@dataclass(frozen=True, slots=True)
class Recorder:
    """Commits outcomes of one session and epoch in one transaction, and moves the scan on.

    Raises:
        StoreConflict: after TRIES tries; nothing was written.
    """

    outcomes: Outcomes
    audience: Audience
    ending: Ending
    clock: Clock
    dice: Dice

    def record(
        self, live: LiveScan, new: Sequence[Outcome], recorded: Mapping[FileId, Outcome] | None = None
    ) -> LiveScan | None:
        """Write what is not recorded yet, look for the end, tell the viewers; answers the scan as it is then."""
        written = self.write(live, new, recorded)
        now = self.ending.look(live.session_id)
        if now is not None:
            self.tell(now, written)
        return now

    def write(
        self, live: LiveScan, new: Sequence[Outcome], recorded: Mapping[FileId, Outcome] | None = None
    ) -> tuple[Settlement, ...]:
        """Write what is not recorded yet and answer that.

        Args:
            live: names the session.
            new: of one epoch.
            recorded: what the caller read of these files; should it be out of date, the write conflicts and reads anew.
        """
        known = self._read(live, new) if recorded is None else recorded
        for tries_left in reversed(range(TRIES)):
            settlements = _settle(known, new)
            try:
                if settlements:
                    self.outcomes.commit(live, settlements)
                return tuple(settlements)
            except StoreConflict:
                if not tries_left:
                    raise
                self.clock.wait(self.dice.fraction() * LONGEST_WAIT_S)
                known = self._read(live, new)
        raise AssertionError("the last try returns or raises")

    def tell(self, live: LiveScan, written: Iterable[Settlement]) -> None:
        """Say what was found, what was not examined and what is examined after all, then the progress."""
        messages = [message for settlement in written for message in messages_of(settlement, live.session_id)]
        self.audience.tell(live, *messages)
        self.audience.tell_progress(live)

    def _read(self, live: LiveScan, new: Sequence[Outcome]) -> Mapping[FileId, Outcome]:
        return self.outcomes.read(live.session_id, [outcome.file.file_id for outcome in new])


def _settle(known: Mapping[FileId, Outcome], new: Sequence[Outcome]) -> list[Settlement]:
    settlements = (settle(known.get(outcome.file.file_id), outcome) for outcome in new)
    return [settlement for settlement in settlements if settlement is not None]
