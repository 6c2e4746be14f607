"""The session's state machine: what may follow what."""

import pytest

from holescan.domain.session import IllegalMove, ScanEvent, ScanState, advance, states_that_take


def test_a_scan_goes_from_listing_to_complete() -> None:
    state = ScanState.LISTING
    for event in (ScanEvent.LISTED, ScanEvent.LEASE, ScanEvent.PUBLISH):
        state = advance(state, event)

    assert state is ScanState.COMPLETE


def test_a_dead_report_writer_is_taken_over() -> None:
    assert advance(ScanState.REPORTING, ScanEvent.LEASE) is ScanState.REPORTING


@pytest.mark.parametrize("state", [ScanState.LISTING, ScanState.PROCESSING, ScanState.PAUSED, ScanState.CANCELLING])
def test_a_scan_that_has_not_ended_can_be_cancelled(state: ScanState) -> None:
    assert advance(state, ScanEvent.CANCEL) is ScanState.CANCELLING


@pytest.mark.parametrize("event", [event for event in ScanEvent if event is not ScanEvent.RETRY])
@pytest.mark.parametrize("state", [ScanState.COMPLETE, ScanState.CANCELLED])
def test_only_a_retry_leaves_an_end(state: ScanState, event: ScanEvent) -> None:
    with pytest.raises(IllegalMove, match=f"{state}.*{event}"):
        advance(state, event)


def test_nothing_leaves_failed() -> None:
    assert all(ScanState.FAILED not in states_that_take(event) for event in ScanEvent)


@pytest.mark.parametrize(("listed", "state"), [(True, ScanState.PROCESSING), (False, ScanState.LISTING)])
def test_a_resumed_scan_goes_on_where_it_was(listed: bool, state: ScanState) -> None:
    assert advance(ScanState.PAUSED, ScanEvent.RESUME, listed=listed) is state


@pytest.mark.parametrize("event", list(ScanEvent))
def test_the_states_that_take_an_event_are_those_that_advance(event: ScanEvent) -> None:
    for state in states_that_take(event):
        assert advance(state, event) in ScanState
