"""COMPLETE, and what follows it, from the record of an ended scan; said by the report writer and to whoever comes later."""

from dataclasses import dataclass

from holescan.domain.pause import how_it_was_cut_short
from holescan.domain.reasons import ErrorCode
from holescan.domain.session import LiveScan, ReportTotals, ScanState
from holescan.ports import Reports
from holescan.protocol.row_models import Sent
from holescan.protocol.server import Cancelled, Complete, Error


@dataclass(frozen=True, slots=True)
class Closing:
    """The last words of a scan. Each call signs a fresh link."""

    reports: Reports

    def words(self, live: LiveScan) -> tuple[Sent, ...]:
        """What a viewer of this ended scan is told; empty while it has not ended."""
        match live.state:
            case ScanState.COMPLETE:
                return (self._complete(live),)
            case ScanState.CANCELLED:
                return (self._complete(live), Cancelled(session_id=live.session_id, epoch=live.epoch))
            case ScanState.FAILED:
                return (_failed(live),)
            case _:
                return ()

    def _complete(self, live: LiveScan) -> Complete:
        totals = live.totals or ReportTotals()
        return Complete(
            session_id=live.session_id,
            epoch=live.epoch,
            download_url=self.reports.link(live.report_key),
            total_matches=totals.matched,
            weak_matches=totals.only_weak,
            total_processed=totals.listed,
            message=_summary(live, totals),
            total_files=totals.listed,
            failed=totals.not_examined,
            unread_files=totals.unread_files,
            folders_failed=live.folders_failed,
            codes_not_found=totals.codes_not_found,
            listing_complete=live.listing_complete,
            state=live.state,
        )


def _failed(live: LiveScan) -> Error:
    return Error(
        code=ErrorCode.INTERNAL,
        message="The report could not be written. What was found is kept: open the scan to see it, then scan again.",
        session_id=live.session_id,
        epoch=live.epoch,
    )


def _summary(live: LiveScan, totals: ReportTotals) -> str:
    cut_short = how_it_was_cut_short(live.cancel_reason) if live.state is ScanState.CANCELLED else ""
    ending = f"{cut_short[0].upper()}{cut_short[1:]}." if cut_short else ""
    found = f"{_files(totals.matched - totals.only_weak)} of {totals.listed:,} carry at least one code."
    return " ".join(part for part in (ending, found, *_reservations(live, totals)) if part)


def _reservations(live: LiveScan, totals: ReportTotals) -> tuple[str, ...]:
    return (
        f"{_files(totals.only_weak)} more carry only codes so short that it may be chance." if totals.only_weak else "",
        f"{_files(totals.not_examined)} could not be examined: see the report for each and retry."
        if totals.not_examined
        else "",
        f"{_files(totals.unread_files)} were read only in part." if totals.unread_files else "",
        "" if live.listing_complete else "The folder was not listed completely, so files may be missing.",
    )


def _files(count: int) -> str:
    return f"{count:,} {'file' if count == 1 else 'files'}"
