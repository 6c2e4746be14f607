"""Law 1 as a pure rule: what a new outcome does to the one already recorded, and to the counters."""

from dataclasses import dataclass, replace
from typing import TypeVar

from holescan.domain.examination import Examination, FileStatus, Match, NearMiss
from holescan.domain.outcomes import Outcome
from holescan.domain.session import Counters

OfCode = TypeVar("OfCode", Match, NearMiss)


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
    A later epoch replaces an earlier one, but codes once found are never lost, and near misses only where the file was
    read to its end without them.
    """
    if recorded is None:
        return Settlement(new, None, _difference(None, new, processed=1))
    if recorded.epoch > new.epoch:
        return None
    is_retry = recorded.epoch < new.epoch
    if not is_retry and (new.is_provisional or not recorded.is_provisional):
        return None
    kept = replace(new, examination=_keep_codes(recorded.examination, new.examination))
    return Settlement(kept, recorded, _difference(recorded, kept, processed=int(is_retry)))


def _keep_codes(before: Examination, now: Examination) -> Examination:
    matches = _and_others(now.matches, before.matches)
    found = {match.code for match in matches}
    # Whoever read the whole file saw all that is like a code. Else what was seen before may be in what is unread now.
    near = _and_others(now.near, before.near if now.unread else ())
    nothing_read = any(part.place == "" for part in now.unread)
    return replace(
        now,
        matches=matches,
        unread=before.unread if nothing_read and before.matches else now.unread,
        near=tuple(miss for miss in near if miss.code not in found),
    )


def _and_others(now: tuple[OfCode, ...], before: tuple[OfCode, ...]) -> tuple[OfCode, ...]:
    """What is known now, then what was known of other codes."""
    codes = {each.code for each in now}
    return now + tuple(each for each in before if each.code not in codes)


def _difference(before: Outcome | None, now: Outcome, *, processed: int) -> Counters:
    return Counters(
        processed=processed,
        matched=_is(now, FileStatus.MATCH) - _is(before, FileStatus.MATCH),
        failed=_is(now, FileStatus.NOT_EXAMINED) - _is(before, FileStatus.NOT_EXAMINED),
    )


def _is(outcome: Outcome | None, status: FileStatus) -> int:
    return int(outcome is not None and outcome.status is status)
