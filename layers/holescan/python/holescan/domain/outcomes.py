"""What is said of a file in the end."""

from dataclasses import dataclass

from holescan.domain.examination import Examination, FileStatus
from holescan.domain.files import FileRef
from holescan.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the record says of one file in one epoch.

    Attributes:
        epoch: from 1, one more per retry.
        attempt: SQS's receive count, for people; no rule looks at it.
    """

    file: FileRef
    epoch: int
    attempt: int
    examination: Examination

    @property
    def status(self) -> FileStatus:
        """The verdict."""
        return self.examination.status

    @property
    def reason(self) -> Reason | None:
        """Why it is NOT_EXAMINED; None for the other verdicts."""
        return self.examination.reason

    @property
    def is_provisional(self) -> bool:
        """True where nobody really tried, so that a real outcome of the same epoch may still replace it."""
        return self.reason is not None and self.reason.is_provisional
