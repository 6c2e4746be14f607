"""The sweeper's other task: what deleted scans left behind is removed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from holescan.ports import Clock, Deletions, Eraser

LONGEST_RUN = timedelta(minutes=20)
"""Lambda stops every function after 15 minutes: so long after a deletion began, nobody who read the scan before can
write to it any more. (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html)"""

MARGIN = timedelta(seconds=10)
"""Of the time before the deadline: a batch of removals under way ends in this."""


@dataclass(frozen=True, slots=True)
class ClearDeleted:
    """Finish the deletions: what was too much for the action, what it died over, what a late writer brought.

    A worker that has read a scan writes its outcome without looking whether the scan is still there, which would cost
    every commit of every scan. So what is deleted is erased once more when all of them are gone.
    """

    deletions: Deletions
    eraser: Eraser
    clock: Clock

    def __call__(self, *, deadline: datetime) -> None:
        """Erase what is there, and end the deletions under which nothing can come any more."""
        for deletion in self.deletions.begun():
            was_last = self.clock.now() - deletion.begun_at > LONGEST_RUN
            is_all_gone = self.eraser.erase(deletion.session_id, until=deadline - MARGIN)
            if was_last and is_all_gone:
                self.deletions.end(deletion.session_id)
