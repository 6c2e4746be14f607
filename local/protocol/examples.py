"""One example of each message: read by pytest, by the page's tests and by people."""

from pydantic import BaseModel

from holescan.domain.examination import How, NearMissKind
from holescan.domain.matching import MatchMode
from holescan.domain.reasons import ErrorCode, Reason
from holescan.domain.session import ScanState
from holescan.protocol import client, row_models, server

SESSION = "5b1f0c9e7a3d4e2f8c6b1a0d9e8f7a6b"
TOKEN = "the-google-access-token"  # noqa: S105 - stands where a token stands
FOLDER = "https://drive.google.com/drive/folders/1AbCdEfGhIjKlMnOp"
INSTANT = "2026-03-02T08:15:00+00:00"

_CODE = row_models.CodeFound(
    code="HOLE-123",
    found_as="HOLE 123",
    how=How.NORMALISED,
    weak=False,
    count=2,
    page=3,
    pages=(3, 7),
    place=None,
    snippet="drill to depth, see HOLE 123 on sheet 4",
)

_MATCH = row_models.MatchRow(
    hole_code="HOLE-123",
    file_name="ISO-0042.pdf",
    status="1 Code",
    pdf_link="https://drive.google.com/file/d/1FileOfTheMatch/view",
    file_id="1FileOfTheMatch",
    path="Unit 40/Isometrics",
    attempt=1,
    epoch=1,
    codes=(_CODE,),
    codes_total=1,
    unread=(row_models.UnreadPart(place="page 9", reason=Reason.NEEDS_OCR),),
    unread_total=1,
)

_FAILURE = row_models.FailureRow(
    kind="file",
    file_id="1FileWithPassword",
    file_name="vendor data.pdf",
    path="Unit 40/Vendor",
    pdf_link="https://drive.google.com/file/d/1FileWithPassword/view",
    attempt=1,
    epoch=1,
    reason=Reason.PASSWORD,
    message=Reason.PASSWORD.message,
    unread=(row_models.UnreadPart(place="", reason=Reason.PASSWORD),),
    unread_total=1,
)

_NEAR = row_models.NearMiss(
    found_as="HOLE-0124",
    why=NearMissKind.LEADING_ZEROS,
    file_id="1FileNearby",
    file_name="ISO-0050.pdf",
    path="Unit 40/Isometrics",
    pdf_link="https://drive.google.com/file/d/1FileNearby/view",
    page=2,
    place=None,
)

_SUMMARY = server.ScanSummary(
    session_id=SESSION,
    epoch=1,
    state=ScanState.PROCESSING,
    folder_name="Unit 40",
    folder_link=FOLDER,
    started_at=INSTANT,
    ended_at=None,
    total_codes=412,
    total=576,
    processed=288,
    matched=31,
    failed=4,
)

CLIENT_EXAMPLES: tuple[BaseModel, ...] = (
    client.StartScan(
        request_id="a1",
        token=TOKEN,
        drive_link=FOLDER,
        target_hole_codes=("HOLE-123", "BH-07"),
        options=client.ScanOptions(mode=MatchMode.NORMALISED),
    ),
    client.EstimateScan(request_id="a2", token=TOKEN, drive_link=FOLDER, target_hole_codes=("HOLE-123",)),
    client.RequestUpload(request_id="a3", file_name="codes.xlsx", size_bytes=180_000),
    client.InspectCodes(request_id="a4", upload_id="u-1"),
    client.BrowseFolder(request_id="a5", token=TOKEN, drive_link=FOLDER),
    client.ResumeScan(request_id="a6", session_id=SESSION),
    client.GetResults(request_id="a7", session_id=SESSION, section="not_examined"),
    client.CancelScan(request_id="a8", session_id=SESSION),
    client.DeleteScan(request_id="a9", session_id=SESSION),
    client.RetryFailed(request_id="a10", session_id=SESSION, token=TOKEN),
    client.RefreshToken(request_id="a11", session_id=SESSION, token=TOKEN),
    client.ListScans(request_id="a12"),
    client.GetScan(request_id="a13", session_id=SESSION),
    client.GetReport(request_id="a14", session_id=SESSION),
    client.Ping(request_id="a15"),
)

SERVER_EXAMPLES: tuple[BaseModel, ...] = (
    server.Started(
        request_id="a1",
        session_id=SESSION,
        epoch=1,
        message="Scanning Unit 40 for 412 codes.",
        timestamp=INSTANT,
        total_codes=412,
        warnings=("9 repeats were removed.",),
    ),
    server.ProgressMessage(
        session_id=SESSION,
        epoch=1,
        value=50,
        processed=288,
        total=576,
        matched=31,
        failed=4,
        state=ScanState.PROCESSING,
    ),
    server.MatchFound(session_id=SESSION, epoch=1, data=_MATCH),
    server.FileFailed(session_id=SESSION, epoch=1, data=_FAILURE),
    server.FileExamined(
        session_id=SESSION, epoch=2, data=row_models.ExaminedFile(file_id="1FileWithPassword", epoch=2, attempt=1)
    ),
    server.Complete(
        session_id=SESSION,
        epoch=1,
        download_url="https://bucket.s3.eu-central-1.amazonaws.com/reports/report.xlsx",
        total_matches=62,
        total_processed=576,
        message="62 of 576 files carry at least one code.",
        total_files=576,
        failed=8,
        unread_files=3,
        folders_failed=0,
        codes_not_found=350,
        listing_complete=True,
        state=ScanState.COMPLETE,
    ),
    server.SyncState(
        request_id="a6",
        session_id=SESSION,
        epoch=1,
        state=ScanState.PROCESSING,
        processed=288,
        total=576,
        matched=31,
        failed=4,
        matches=(_MATCH,),
        failures=(_FAILURE,),
        next_cursor="page-2",
    ),
    server.Paused(
        session_id=SESSION,
        epoch=1,
        reason="AUTH_EXPIRED",
        message="The sign-in to Google ended. Sign in again to go on.",
        until=None,
    ),
    server.Resumed(request_id="a11", session_id=SESSION, epoch=1, reason="AUTH_EXPIRED", message="The scan goes on."),
    server.Cancelled(request_id="a8", session_id=SESSION, epoch=1),
    server.Deleted(request_id="a9", session_id=SESSION),
    server.Error(
        request_id="a1",
        message="There is no code to look for.",
        code=ErrorCode.NO_CODES,
        hint="Drop a sheet whose first column holds the codes, or type at least one.",
    ),
    server.UploadReady(
        request_id="a3",
        upload_id="u-1",
        upload_url="https://bucket.s3.eu-central-1.amazonaws.com/uploads/u-1",
        headers={"content-type": "application/octet-stream", "if-none-match": "*"},
        expires_in_s=300,
    ),
    server.CodesRead(
        request_id="a4",
        total=412,
        sample=("HOLE-123", "BH-07"),
        columns=("Hole", "Depth"),
        column="Hole",
        repeated=9,
        blank=2,
        dates_made_by_excel=(server.DateCell(cell="A7", shown="01.12.2021"),),
        weak=("A1",),
        colliding=(("HOLE-1", "HOLE 1"),),
        warnings=("1 code is so short that a match may be chance: A1. Such matches are marked as weak.",),
    ),
    server.Folder(
        request_id="a5",
        folder_id="1AbCdEfGhIjKlMnOp",
        name="Unit 40",
        path="Plant/Unit 40",
        folders=(server.FolderEntry(folder_id="1Isometrics", name="Isometrics", link=FOLDER, kind="folder"),),
        file_count=576,
    ),
    server.Estimate(
        request_id="a2",
        folder_name="Unit 40",
        total_codes=412,
        files=576,
        minutes=1.5,
        usd=0.02,
        ocr_pages=60,
        is_partial=False,
    ),
    server.Results(
        request_id="a7",
        session_id=SESSION,
        epoch=1,
        section="not_found",
        rows=(row_models.NotFoundRow(code="HOLE-124", near=(_NEAR,)),),
    ),
    server.Scans(request_id="a12", scans=(_SUMMARY,)),
    server.Scan(request_id="a13", scan=_SUMMARY, warnings=("9 repeats were removed.",)),
    server.ReportReady(
        request_id="a14",
        session_id=SESSION,
        download_url="https://bucket.s3.eu-central-1.amazonaws.com/reports/report.xlsx",
        expires_in_s=3600,
    ),
    server.Pong(request_id="a15"),
)
