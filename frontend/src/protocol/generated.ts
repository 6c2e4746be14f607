/* Written by `make protocol` from holescan.protocol. Do not edit. */

export type AnyMessage = ClientMessage | ServerMessage;
export type ClientMessage =
  | StartScan
  | EstimateScan
  | RequestUpload
  | InspectCodes
  | BrowseFolder
  | ResumeScan
  | GetResults
  | CancelScan
  | DeleteScan
  | RetryFailed
  | RefreshToken
  | ListScans
  | GetScan
  | GetReport
  | Ping;
/**
 * Each mode finds all that the one before it finds, and says of every hit how close it was.
 */
export type MatchMode = "exact" | "normalised" | "ocr";
/**
 * Whether pages without text are sent to text recognition.
 */
export type OcrMode = "off" | "auto" | "always";
export type ServerMessage =
  | Started
  | ProgressMessage
  | MatchFound
  | FileFailed
  | FileExamined
  | Complete
  | SyncState
  | Paused
  | Resumed
  | Cancelled
  | Deleted
  | Error
  | UploadReady
  | CodesRead
  | Folder
  | Estimate
  | Results
  | Scans
  | Scan
  | ReportReady
  | Pong;
/**
 * Where a scan stands. COMPLETE, CANCELLED and FAILED are ends; only a retry leaves the first two.
 */
export type ScanState =
  "LISTING" | "PROCESSING" | "PAUSED" | "REPORTING" | "COMPLETE" | "CANCELLING" | "CANCELLED" | "FAILED";
/**
 * How closely the text equals the code, best first.
 */
export type How = "exact" | "normalised" | "ocr";
/**
 * Why a file, a folder or a part of a file was not read.
 */
export type Reason =
  | "password"
  | "corrupt"
  | "unsupported"
  | "too_large"
  | "timed_out"
  | "crashed"
  | "needs_ocr"
  | "empty"
  | "not_found"
  | "forbidden"
  | "server_not_found"
  | "server_forbidden"
  | "abusive"
  | "export_too_large"
  | "drive_quota"
  | "drive_error"
  | "auth_expired"
  | "server_sign_in"
  | "incomplete_listing"
  | "cancelled"
  | "lost"
  | "gave_up";
/**
 * What an ERROR message says to a program.
 */
export type ErrorCode =
  | "malformed_json"
  | "unknown_action"
  | "invalid_field"
  | "no_codes"
  | "too_many_codes"
  | "bad_sheet"
  | "bad_link"
  | "folder_not_found"
  | "folder_forbidden"
  | "token_refused"
  | "not_available"
  | "unknown_session"
  | "not_yours"
  | "wrong_state"
  | "internal";
/**
 * Why a place that is like a code does not count as it.
 *
 * LONGER_CODE: the code is a part of a longer one (HOLE-1 in HOLE-1A). LEADING_ZEROS: only zeros differ (HOLE-01).
 * LOOKALIKE: only letters and digits that are easily misread differ (H0LE-1). SPELLING: only case, dashes or spaces
 * differ, where they count (hole 1).
 */
export type NearMissKind = "longer_code" | "leading_zeros" | "lookalike" | "spelling";

/**
 * Open a scan. The same request_id of the same caller leads to the same session.
 */
export interface StartScan {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  /**
   * Google access token, scope drive.readonly; "": the deployment's own account.
   */
  token?: string;
  /**
   * A folder's or file's address in Drive, or its id; "": the deployment's own folder, or else My Drive.
   */
  drive_link?: string;
  /**
   * The code sheet, an .xlsx or .csv, as base64; above 24 KB use request_upload.
   */
  file_content?: string;
  /**
   * Codes one by one; empty texts are none.
   */
  target_hole_codes?: string[];
  /**
   * Of UPLOAD_READY: the code sheet was sent there.
   */
  upload_id?: string;
  /**
   * One of the columns of CODES_READ; "": the one that looks most like codes.
   */
  code_column?: string;
  /**
   * An earlier scan of yours: its codes, too.
   */
  codes_of?: string | "";
  options?: ScanOptions;
  action: "start_scan";
}
/**
 * How to scan; every field has the default most users want.
 *
 * `leading_zeros` true means HOLE-01 is HOLE-1. `types` are file endings without a dot; empty means all.
 * `modified_since` is an ISO 8601 date (its midnight in UTC) or instant. What `types`, `name_pattern` and
 * `modified_since` leave out is not listed; a file above `max_file_bytes` is listed and NOT_EXAMINED (too_large).
 * An `ocr_page_budget` above what the server pays for is lowered to that, with a warning.
 */
export interface ScanOptions {
  mode?: MatchMode;
  leading_zeros?: boolean;
  ocr?: OcrMode;
  ocr_page_budget?: number;
  /**
   * @maxItems 40
   */
  types?: string[];
  name_pattern?: string;
  modified_since?: string;
  subfolders?: boolean;
  max_file_bytes?: number | null;
}
/**
 * How long and how much, before the start.
 */
export interface EstimateScan {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  /**
   * Google access token, scope drive.readonly; "": the deployment's own account.
   */
  token?: string;
  /**
   * A folder's or file's address in Drive, or its id; "": the deployment's own folder, or else My Drive.
   */
  drive_link?: string;
  /**
   * The code sheet, an .xlsx or .csv, as base64; above 24 KB use request_upload.
   */
  file_content?: string;
  /**
   * Codes one by one; empty texts are none.
   */
  target_hole_codes?: string[];
  /**
   * Of UPLOAD_READY: the code sheet was sent there.
   */
  upload_id?: string;
  /**
   * One of the columns of CODES_READ; "": the one that looks most like codes.
   */
  code_column?: string;
  /**
   * An earlier scan of yours: its codes, too.
   */
  codes_of?: string | "";
  options?: ScanOptions;
  action: "estimate_scan";
}
/**
 * Ask where to PUT a code sheet that is too large for a message.
 */
export interface RequestUpload {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "request_upload";
  file_name: string;
  size_bytes: number;
}
/**
 * Read a code sheet and say what is in it, without scanning.
 */
export interface InspectCodes {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "inspect_codes";
  /**
   * The code sheet, an .xlsx or .csv, as base64; above 24 KB use request_upload.
   */
  file_content?: string;
  /**
   * Of UPLOAD_READY: the code sheet was sent there.
   */
  upload_id?: string;
  /**
   * One of the columns of CODES_READ; "": the one that looks most like codes.
   */
  code_column?: string;
}
/**
 * The folders inside a folder, for choosing one; without a link My Drive, with the shared drives beside its folders.
 */
export interface BrowseFolder {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  /**
   * Google access token, scope drive.readonly; "": the deployment's own account.
   */
  token?: string;
  action: "browse_folder";
  drive_link?: string;
  cursor?: string;
}
/**
 * Follow a scan from this connection on, beginning with what is known.
 *
 * `cursor` is the `next_cursor` before; "folders:0" begins with pages where a snapshot could not be fetched.
 */
export interface ResumeScan {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "resume_scan";
  session_id: string;
  cursor?: string;
}
/**
 * Page through what a scan found.
 *
 * `by_code` and `not_found` are known once a report is published. `file` gives everything of one file (`file_id`).
 */
export interface GetResults {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "get_results";
  session_id: string;
  section?: "matches" | "by_code" | "not_found" | "not_examined" | "file";
  file_id?: string;
  cursor?: string;
}
/**
 * Stop a scan and keep what it found.
 */
export interface CancelScan {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "cancel_scan";
  session_id: string;
}
/**
 * Forget a scan and everything stored of it.
 */
export interface DeleteScan {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "delete_scan";
  session_id: string;
}
/**
 * Examine again what was not read: a new epoch of the same scan. No file_ids means all of them.
 */
export interface RetryFailed {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  /**
   * Google access token, scope drive.readonly; "": the deployment's own account.
   */
  token?: string;
  action: "retry_failed";
  session_id: string;
  file_ids?: string[];
}
/**
 * A new sign-in for a scan that is paused because the old one ended.
 */
export interface RefreshToken {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  /**
   * Google access token, scope drive.readonly; "": the deployment's own account.
   */
  token?: string;
  action: "refresh_token";
  session_id: string;
}
/**
 * The caller's scans, newest first.
 */
export interface ListScans {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "list_scans";
  cursor?: string;
}
/**
 * One scan's folder, options, totals and times.
 */
export interface GetScan {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "get_scan";
  session_id: string;
}
/**
 * A fresh link to the report; links die within the hour.
 */
export interface GetReport {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "get_report";
  session_id: string;
}
/**
 * Keeps the connection open: API Gateway closes it after ten idle minutes.
 */
export interface Ping {
  /**
   * Any text; the direct answer repeats it.
   */
  request_id?: string | null;
  action: "ping";
}
/**
 * The scan is open; `warnings` say what was odd about the codes, and what of the options this server lowered.
 */
export interface Started {
  request_id: string | null;
  session_id: string;
  epoch: number;
  type: "STARTED";
  message: string;
  timestamp: string;
  total_codes: number;
  warnings: string[];
}
/**
 * `value` 0..100; `processed` and `total` of this epoch, `matched` and `failed` of the whole scan.
 */
export interface ProgressMessage {
  session_id: string;
  epoch: number;
  type: "PROGRESS";
  value: number;
  processed: number;
  total: number;
  matched: number;
  failed: number;
  state: ScanState;
}
/**
 * A file with codes, the moment it was found.
 */
export interface MatchFound {
  session_id: string;
  epoch: number;
  type: "MATCH_FOUND";
  data: MatchRow;
}
/**
 * A file with at least one code. `hole_code` joins the codes by ", ", cut at 1 KB; `codes` holds at most 20.
 */
export interface MatchRow {
  hole_code: string;
  file_name: string;
  status: string;
  pdf_link: string;
  file_id: string;
  path: string;
  attempt: number;
  epoch: number;
  /**
   * @maxItems 20
   */
  codes: CodeFound[];
  codes_total: number;
  /**
   * @maxItems 20
   */
  unread: UnreadPart[];
  unread_total: number;
}
/**
 * One code on one drawing. `page` is from 1 and null where there are none; `pages` holds at most 20.
 */
export interface CodeFound {
  code: string;
  found_as: string;
  how: How;
  weak: boolean;
  count: number;
  page: number | null;
  /**
   * @maxItems 20
   */
  pages: number[];
  place: string | null;
  snippet: string;
}
/**
 * A part of a file that nobody read; `place` is "" for the whole file.
 */
export interface UnreadPart {
  place: string;
  reason: Reason;
}
/**
 * A file or folder that was not examined, or not completely.
 */
export interface FileFailed {
  session_id: string;
  epoch: number;
  type: "FILE_FAILED";
  data: FailureRow;
}
/**
 * A file that was not examined or a folder that was not listed completely; `message` says what to do.
 */
export interface FailureRow {
  kind: "file" | "folder";
  file_id: string;
  file_name: string;
  path: string;
  pdf_link: string;
  attempt: number;
  epoch: number;
  reason: Reason;
  message: string;
  /**
   * @maxItems 20
   */
  unread: UnreadPart[];
  unread_total: number;
}
/**
 * A file that FILE_FAILED spoke of is NO_MATCH now: its row is to go. Nothing is sent of files that never failed.
 */
export interface FileExamined {
  session_id: string;
  epoch: number;
  type: "FILE_EXAMINED";
  data: ExaminedFile;
}
/**
 * A file that a retry read to its end, without a code.
 */
export interface ExaminedFile {
  file_id: string;
  epoch: number;
  attempt: number;
}
/**
 * The scan is over; all numbers are of it whole. `total_matches` counts files with a code, `weak_matches` with weak ones only.
 */
export interface Complete {
  session_id: string;
  epoch: number;
  type: "COMPLETE";
  download_url: string;
  total_matches: number;
  weak_matches: number;
  total_processed: number;
  message: string;
  total_files: number;
  failed: number;
  unread_files: number;
  folders_failed: number;
  codes_not_found: number;
  listing_complete: boolean;
  state: ScanState;
}
/**
 * What is known of a scan; more pages follow while next_cursor is not empty.
 *
 * `snapshot_url` takes the place of all pages: a gzip file of the same rows, one JSON object a line.
 */
export interface SyncState {
  request_id: string | null;
  session_id: string;
  epoch: number;
  type: "SYNC_STATE";
  state: ScanState;
  processed: number;
  total: number;
  matched: number;
  failed: number;
  matches: MatchRow[];
  failures: FailureRow[];
  next_cursor: string;
  snapshot_url: string;
}
/**
 * The scan waits; `until` is an ISO instant, or null when a person must act.
 */
export interface Paused {
  session_id: string;
  epoch: number;
  type: "PAUSED";
  reason: "AUTH_EXPIRED" | "QUOTA";
  message: string;
  until: string | null;
}
/**
 * The scan goes on.
 */
export interface Resumed {
  request_id: string | null;
  session_id: string;
  epoch: number;
  type: "RESUMED";
  reason: "AUTH_EXPIRED" | "QUOTA";
  message: string;
  until: string | null;
}
/**
 * The scan is drained and its partial report written.
 */
export interface Cancelled {
  request_id: string | null;
  session_id: string;
  epoch: number;
  type: "CANCELLED";
}
/**
 * The scan is gone for everybody. Of a very large one the last items and objects are removed within the hour.
 */
export interface Deleted {
  request_id: string | null;
  type: "DELETED";
  session_id: string;
}
/**
 * `message` is for a person, `code` for a program. With session_id it ends that scan, without it answers a request.
 */
export interface Error {
  request_id: string | null;
  type: "ERROR";
  message: string;
  code: ErrorCode;
  hint: string;
  session_id: string | null;
  epoch: number | null;
}
/**
 * PUT the sheet to `upload_url` with exactly these headers, then name `upload_id`.
 */
export interface UploadReady {
  request_id: string | null;
  type: "UPLOAD_READY";
  upload_id: string;
  upload_url: string;
  headers: {
    [k: string]: string;
  };
  expires_in_s: number;
}
/**
 * What is in a code sheet. `column` is the one of `columns` that the codes were taken from.
 *
 * `warnings` are for a person, the most urgent first; `repeated` and `blank` are harmless and not among them.
 */
export interface CodesRead {
  request_id: string | null;
  type: "CODES_READ";
  total: number;
  sample: string[];
  columns: string[];
  column: string;
  repeated: number;
  blank: number;
  dates_made_by_excel: DateCell[];
  weak: string[];
  colliding: string[][];
  warnings: string[];
}
/**
 * A cell in which Excel made a date of what was typed: "B7" shows "01.12.2021".
 */
export interface DateCell {
  cell: string;
  shown: string;
}
/**
 * One page of a folder's folders. `file_count` comes with the first page, counted to 1,000; later pages say 0.
 */
export interface Folder {
  request_id: string | null;
  type: "FOLDER";
  folder_id: string;
  name: string;
  path: string;
  folders: FolderEntry[];
  file_count: number;
  next_cursor: string;
}
/**
 * A folder that can be opened or scanned.
 */
export interface FolderEntry {
  folder_id: string;
  name: string;
  link: string;
  kind: "folder" | "shared_drive";
}
/**
 * What a scan would take: `files` pass the filters, `usd` is AWS's list price, `ocr_pages` a guess by kinds of files.
 *
 * `is_partial`: the tree is larger than what was looked at, and so are the figures. `warnings` are those of STARTED without
 * what costs nobody a match.
 */
export interface Estimate {
  request_id: string | null;
  type: "ESTIMATE";
  folder_name: string;
  total_codes: number;
  files: number;
  minutes: number;
  usd: number;
  ocr_pages: number;
  is_partial: boolean;
  warnings: string[];
}
/**
 * Rows of one section; more follow while next_cursor is not empty.
 *
 * matches: MatchRow. not_examined: FailureRow, and MatchRow of files read in part. by_code: CodeRow.
 * not_found: NotFoundRow. file: every CodeFound and UnreadPart of one file.
 */
export interface Results {
  request_id: string | null;
  type: "RESULTS";
  session_id: string;
  epoch: number;
  section: "matches" | "by_code" | "not_found" | "not_examined" | "file";
  rows: (MatchRow | FailureRow | CodeRow | NotFoundRow | CodeFound | UnreadPart)[];
  next_cursor: string;
}
/**
 * A code that was found: in how many files and places, and the names of the first few files.
 */
export interface CodeRow {
  code: string;
  weak: boolean;
  files: number;
  places: number;
  /**
   * @maxItems 20
   */
  file_names: string[];
}
/**
 * A code that no file carries, and where something like it stands.
 */
export interface NotFoundRow {
  code: string;
  /**
   * @maxItems 5
   */
  near: NearMiss[];
}
/**
 * A place that almost carries a code, and why it does not count as one.
 */
export interface NearMiss {
  found_as: string;
  why: NearMissKind;
  file_id: string;
  file_name: string;
  path: string;
  pdf_link: string;
  page: number | null;
  place: string | null;
}
/**
 * The caller's scans, newest first.
 */
export interface Scans {
  request_id: string | null;
  type: "SCANS";
  scans: ScanSummary[];
  next_cursor: string;
}
/**
 * One line of the history. Instants are ISO 8601 in UTC; `ended_at` is null while the scan runs.
 *
 * `total` and `processed` are of this epoch; the other figures of the whole scan. `options` are those of start_scan.
 */
export interface ScanSummary {
  session_id: string;
  epoch: number;
  state: ScanState;
  folder_name: string;
  folder_link: string;
  started_at: string;
  ended_at: string | null;
  total_codes: number;
  total: number;
  processed: number;
  matched: number;
  failed: number;
  total_files: number;
  unread_files: number;
  folders_failed: number;
  codes_not_found: number | null;
  listing_complete: boolean;
  has_report: boolean;
  options: {
    [k: string]: unknown;
  };
}
/**
 * One scan; the `warnings` of its STARTED, and one when its pages for text recognition are used up.
 */
export interface Scan {
  request_id: string | null;
  type: "SCAN";
  scan: ScanSummary;
  warnings: string[];
}
/**
 * A fresh link to the report.
 */
export interface ReportReady {
  request_id: string | null;
  type: "REPORT_READY";
  session_id: string;
  download_url: string;
  expires_in_s: number;
}
/**
 * Answer to ping.
 */
export interface Pong {
  request_id: string | null;
  type: "PONG";
}

export const SUBPROTOCOL = "holescan.v1";
export const MAX_INLINE_BYTES = 24576;
export const MAX_UPLOAD_BYTES = 10485760;

export const REASON_MESSAGES: Readonly<Record<Reason, string>> = {
  password: "The file is protected by a password. Save it in its place without the password and retry it.",
  corrupt: "The file is damaged and could not be opened. Open it in its own program, save it again and retry it.",
  unsupported: "This kind of file cannot be read yet. Export it as PDF, Excel, Word or text and scan the folder again.",
  too_large: "The file is larger than this scan or this server reads. Split it and scan the folder again, or scan with a higher limit.",
  timed_out: "Reading the file took longer than the limit. Retry it; if it stays so, split it into smaller files and scan those.",
  crashed: "The file made the reader stop. Save it again from its own program and retry it.",
  needs_ocr: "The page is a picture without text, and text recognition did not read it: it was off, its pages for this scan were used up, or it made nothing of it. Check it by eye, or start a new scan with it on and more pages.",
  empty: "The file has no content: 0 bytes. Upload it again in its place and retry it.",
  not_found: "Drive no longer has this item. It was deleted or moved out of your reach; restore it and retry it.",
  forbidden: "You may not read this item. Ask its owner to share it with you and retry it.",
  server_not_found: "This server's own account does not find this item in Drive. Restore it if it was deleted; else ask its owner to share it with that account, whose address you have from whoever runs this server. Then retry it.",
  server_forbidden: "This server's own account may not read this item. Ask its owner to share it with that account, whose address you have from whoever runs this server, and retry it.",
  abusive: "Drive marked the file as malware or spam and does not hand it out. Only its owner can download it.",
  export_too_large: "Google exports at most 10 MB of this document. Download it from Drive, upload the result and scan that.",
  drive_quota: "The download quota of this file or project is used up. Retry it tomorrow.",
  drive_error: "Drive refused the request for this item as wrong. Retry it; if it stays so, tell whoever runs this server.",
  auth_expired: "The sign-in to Google ended before the file was read. Sign in again and retry it.",
  server_sign_in: "Google refused this server's own sign-in before the file was read. Tell whoever runs this server, and retry it when that is mended.",
  incomplete_listing: "Drive could not list this folder completely, so files may be missing. Scan the folder again.",
  cancelled: "The scan was cancelled before the file was read. Retry it to read it.",
  lost: "The file was handed out but no answer came back. Retry it.",
  gave_up: "Reading the file failed several times for reasons outside the file. Retry it.",
};

export const PROVISIONAL_REASONS: ReadonlySet<Reason> = new Set<Reason>(["cancelled", "lost", "gave_up"]);

export type FinalReason = Extract<Reason, "unsupported" | "too_large" | "abusive" | "export_too_large" | "incomplete_listing">;
