"""What a reason tells people to do agrees with what a retry can do."""

import pytest

from holescan.domain.reasons import Reason
from tests.unit.report_samples import a_folder_failure

ON_TERMS = {Reason.NEEDS_OCR}
"""A retry may mend it or not: that depends on the scan's options."""


@pytest.mark.parametrize("reason", sorted(set(Reason) - ON_TERMS))
def test_a_retry_is_advised_where_it_can_help_and_nowhere_else(reason: Reason) -> None:
    assert ("retry it" in reason.message.lower()) is not reason.is_final


@pytest.mark.parametrize("reason", [Reason.FORBIDDEN, Reason.NOT_FOUND, Reason.GAVE_UP, Reason.LOST])
def test_of_a_folder_a_new_scan_is_advised_which_lists_it_again(reason: Reason) -> None:
    failure = a_folder_failure(reason=reason)
    assert failure.message == f"{reason.message} This is a folder: start a new scan instead of the retry."


def test_a_folder_that_is_to_be_scanned_again_anyhow_is_told_so_once() -> None:
    assert a_folder_failure(reason=Reason.INCOMPLETE_LISTING).message == Reason.INCOMPLETE_LISTING.message
