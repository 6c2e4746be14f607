// Messages as the server makes them, each field at its plainest.
import type {
  CodeFound,
  CodesRead,
  Complete,
  Error as ErrorMessage,
  ErrorCode,
  Estimate,
  ExaminedFile,
  FailureRow,
  FileExamined,
  FileFailed,
  Folder,
  MatchFound,
  MatchRow,
  Paused,
  ProgressMessage,
  Reason,
  Scan,
  Scans,
  ScanSummary,
  Results,
  Started,
  SyncState,
} from "../src/protocol/generated";

export const SESSION = "session-1";

export function started(over: Partial<Started> = {}): Started {
  return {
    type: "STARTED",
    session_id: SESSION,
    epoch: 1,
    request_id: null,
    message: "Scanning.",
    timestamp: "2026-03-02T08:15:00+00:00",
    total_codes: 3,
    warnings: [],
    ...over,
  };
}

export function progress(processed: number, total: number, over: Partial<ProgressMessage> = {}): ProgressMessage {
  const value = total > 0 ? Math.floor((100 * processed) / total) : 0;
  return {
    type: "PROGRESS",
    session_id: SESSION,
    epoch: 1,
    value,
    processed,
    total,
    matched: 0,
    failed: 0,
    state: "PROCESSING",
    ...over,
  };
}

export function code(text: string, over: Partial<CodeFound> = {}): CodeFound {
  return {
    code: text,
    found_as: text,
    how: "exact",
    weak: false,
    count: 1,
    page: 1,
    pages: [1],
    place: null,
    snippet: `see ${text} here`,
    ...over,
  };
}

export function matchRow(fileId: string, over: Partial<MatchRow> = {}): MatchRow {
  return {
    hole_code: "HOLE-1",
    file_name: `${fileId}.pdf`,
    status: "1 Code",
    pdf_link: `https://drive.google.com/file/d/${fileId}/view`,
    file_id: fileId,
    path: "Unit 40",
    attempt: 1,
    epoch: 1,
    codes: [code("HOLE-1")],
    codes_total: 1,
    unread: [],
    unread_total: 0,
    ...over,
  };
}

export function failureRow(fileId: string, reason: Reason, over: Partial<FailureRow> = {}): FailureRow {
  return {
    kind: "file",
    file_id: fileId,
    file_name: `${fileId}.pdf`,
    path: "Unit 40",
    pdf_link: "",
    attempt: 1,
    epoch: 1,
    reason,
    message: `Because of ${reason}.`,
    unread: [],
    unread_total: 0,
    ...over,
  };
}

export function matchFound(row: MatchRow): MatchFound {
  return { type: "MATCH_FOUND", session_id: SESSION, epoch: row.epoch, data: row };
}

export function fileFailed(row: FailureRow): FileFailed {
  return { type: "FILE_FAILED", session_id: SESSION, epoch: row.epoch, data: row };
}

export function fileExamined(fileId: string, over: Partial<ExaminedFile> = {}): FileExamined {
  const data = { file_id: fileId, epoch: 1, attempt: 1, ...over };
  return { type: "FILE_EXAMINED", session_id: SESSION, epoch: data.epoch, data };
}

export function complete(over: Partial<Complete> = {}): Complete {
  return {
    type: "COMPLETE",
    session_id: SESSION,
    epoch: 1,
    download_url: "https://bucket.example/report.xlsx",
    total_matches: 0,
    weak_matches: 0,
    total_processed: 0,
    message: "Done.",
    total_files: 0,
    failed: 0,
    unread_files: 0,
    folders_failed: 0,
    codes_not_found: 0,
    listing_complete: true,
    state: "COMPLETE",
    ...over,
  };
}

export function syncState(over: Partial<SyncState> = {}): SyncState {
  return {
    type: "SYNC_STATE",
    session_id: SESSION,
    epoch: 1,
    request_id: null,
    state: "PROCESSING",
    processed: 0,
    total: 0,
    matched: 0,
    failed: 0,
    matches: [],
    failures: [],
    next_cursor: "",
    snapshot_url: "",
    ...over,
  };
}

export function results(over: Partial<Results> = {}): Results {
  return {
    type: "RESULTS",
    session_id: SESSION,
    epoch: 1,
    request_id: null,
    section: "matches",
    rows: [],
    next_cursor: "",
    ...over,
  };
}

export function paused(over: Partial<Paused> = {}): Paused {
  return {
    type: "PAUSED",
    session_id: SESSION,
    epoch: 1,
    reason: "AUTH_EXPIRED",
    message: "The sign-in to Google ended.",
    until: null,
    ...over,
  };
}

export function error(reason: ErrorCode, message: string, hint = ""): ErrorMessage {
  return { type: "ERROR", code: reason, message, hint, request_id: null, session_id: null, epoch: null };
}

export function codesRead(over: Partial<CodesRead> = {}): CodesRead {
  return {
    type: "CODES_READ",
    request_id: null,
    total: 1,
    sample: ["HOLE-1"],
    columns: ["Hole"],
    column: "Hole",
    repeated: 0,
    blank: 0,
    dates_made_by_excel: [],
    weak: [],
    colliding: [],
    warnings: [],
    ...over,
  };
}

export function estimate(over: Partial<Estimate> = {}): Estimate {
  return {
    type: "ESTIMATE",
    request_id: null,
    folder_name: "Plant",
    total_codes: 1,
    files: 10,
    minutes: 1,
    usd: 0.01,
    ocr_pages: 0,
    is_partial: false,
    warnings: [],
    ...over,
  };
}

export function folder(over: Partial<Folder> = {}): Folder {
  return {
    type: "FOLDER",
    request_id: null,
    folder_id: "1f",
    name: "Plant",
    path: "",
    folders: [],
    file_count: 0,
    next_cursor: "",
    ...over,
  };
}

export function summary(sessionId: string, over: Partial<ScanSummary> = {}): ScanSummary {
  return {
    session_id: sessionId,
    epoch: 1,
    state: "COMPLETE",
    folder_name: "Plant",
    folder_link: "https://drive.google.com/drive/folders/1f",
    started_at: "2026-03-02T08:15:00+00:00",
    ended_at: "2026-03-02T08:21:40+00:00",
    total_codes: 3,
    total: 10,
    processed: 10,
    matched: 4,
    failed: 0,
    total_files: 10,
    unread_files: 0,
    folders_failed: 0,
    codes_not_found: 0,
    listing_complete: true,
    has_report: true,
    options: { mode: "exact" },
    ...over,
  };
}

export function scans(rows: ScanSummary[], nextCursor = ""): Scans {
  return { type: "SCANS", request_id: null, scans: rows, next_cursor: nextCursor };
}

export function scan(row: ScanSummary, warnings: string[] = []): Scan {
  return { type: "SCAN", request_id: null, scan: row, warnings };
}
