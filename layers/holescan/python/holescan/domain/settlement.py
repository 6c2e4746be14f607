"""Law 1 as a pure rule: what a new outcome does to the one already recorded, and to the counters."""

from dataclasses import dataclass, replace

from holescan.domain.outcomes import Examination, FileStatus, Outcome
from holescan.domain.session import Counters


@dataclass(frozen=True, slots=True)
class Settlement:
    """One outcome to write.

    Attributes:
        outcome: what the record says afterwards.
        replaces: what must still be recorded when it is written; None: nothing may be.
        counted: what the write adds to the counters of the outcome's epoch.
    """

    outcome: Outcome
    replaces: Outcome | None
    counted: Counters

    @property
    def first_of_epoch(self) -> bool:
        """True when this is the file's first outcome in its epoch."""
        return self.counted.processed == 1

    @property
    def needs_open_epoch(self) -> bool:
        """True when the end may already have been seen without this outcome: the write must check that it was not."""
        return not self.first_of_epoch


def settle(recorded: Outcome | None, new: Outcome) -> Settlement | None:
    """What to write of `new`, or None when the record already says as much.

    A file has one outcome per epoch. Within an epoch only a provisional one is replaced, and only by a real one.
    A later epoch replaces an earlier one, but codes once found are never lost.
    """
    if recorded is None:
        return Settlement(new, None, _difference(None, new, processed=1))
    if recorded.epoch > new.epoch:
        return None
    if recorded.epoch == new.epoch:
        if new.is_provisional or not recorded.is_provisional:
            return None
        return Settlement(new, recorded, _difference(recorded, new, processed=0))
    kept = replace(new, examination=_keep_codes(recorded.examination, new.examination))
    return Settlement(kept, recorded, _difference(recorded, kept, processed=1))


def _keep_codes(before: Examination, now: Examination) -> Examination:
    now = replace(now, near=now.near or before.near)
    again = {match.code for match in now.matches}
    kept = tuple(match for match in before.matches if match.code not in again)
    if not kept:
        return now
    nothing_read = any(part.place == "" for part in now.unread)
    return replace(now, matches=now.matches + kept, unread=before.unread if nothing_read else now.unread)


def _difference(before: Outcome | None, now: Outcome, *, processed: int) -> Counters:
    return Counters(
        processed=processed,
        matched=_is(now, FileStatus.MATCH) - _is(before, FileStatus.MATCH),
        failed=_is(now, FileStatus.NOT_EXAMINED) - _is(before, FileStatus.NOT_EXAMINED),
    )


def _is(outcome: Outcome | None, status: FileStatus) -> int:
    return int(outcome is not None and outcome.status is status)
