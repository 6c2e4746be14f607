// What the form says, as a question: small things in the message, large ones by upload,
// because a frame over 32 KB closes the connection.
import { Refused } from "../connection/requests";
import { type CodesRead, type Estimate, MAX_INLINE_BYTES, type ScanOptions, type Started } from "../protocol/generated";
import type { Ask } from "../scan/follow";
import { base64Of } from "./file";
import { uploadOnce } from "./upload";

export interface ScanForm {
  /** Null until somebody signed in; "" where the deployment reads Drive itself. */
  readonly token: string | null;
  readonly folder: string;
  readonly sheet: File | null;
  /** One of the sheet's columns; "" for the one that looks most like codes. */
  readonly column: string;
  readonly codes: readonly string[];
  /** The scan whose codes are looked for once more. */
  readonly codesOf?: string;
  readonly options: ScanOptions;
}

type Codes = { file_content?: string; upload_id?: string; target_hole_codes?: string[] };

export async function startScan(ask: Ask, form: ScanForm): Promise<Started> {
  return ask<"start_scan">({ action: "start_scan", ...(await requestOf(ask, form)) });
}

export async function estimateScan(ask: Ask, form: ScanForm): Promise<Estimate> {
  return ask<"estimate_scan">({ action: "estimate_scan", ...(await requestOf(ask, form)) });
}

export async function inspectSheet(ask: Ask, sheet: File, column: string): Promise<CodesRead> {
  const content = encodedBytes(sheet) <= MAX_INLINE_BYTES ? await inlined(sheet) : await uploaded(ask, sheet);
  return ask<"inspect_codes">({ action: "inspect_codes", ...content, ...(column ? { code_column: column } : {}) });
}

async function requestOf(ask: Ask, form: ScanForm) {
  const codes = await packed(ask, form);
  return {
    token: form.token ?? "",
    ...(form.folder.trim() ? { drive_link: form.folder.trim() } : {}),
    ...(form.sheet && form.column ? { code_column: form.column } : {}),
    ...(form.codesOf ? { codes_of: form.codesOf } : {}),
    options: form.options,
    ...codes,
  };
}

async function packed(ask: Ask, { sheet, codes }: ScanForm): Promise<Codes> {
  const list = [...codes];
  const listed = list.length > 0 ? { target_hole_codes: list } : {};
  const listBytes = new Blob([JSON.stringify(list)]).size;
  const sheetBytes = encodedBytes(sheet);
  // Token, link and options take up to 7 KB more of the frame.
  if (listBytes + sheetBytes <= MAX_INLINE_BYTES) return { ...listed, ...(await inlined(sheet)) };
  if (sheet && listBytes <= MAX_INLINE_BYTES) return { ...listed, ...(await uploaded(ask, sheet)) };
  if (sheetBytes > MAX_INLINE_BYTES) throw tooMuch();
  return { ...(await inlined(sheet)), upload_id: await uploadOnce(ask, codes, () => csvOf(list)) };
}

async function inlined(sheet: File | null): Promise<Codes> {
  return sheet ? { file_content: await base64Of(sheet) } : {};
}

async function uploaded(ask: Ask, sheet: File): Promise<Codes> {
  return { upload_id: await uploadOnce(ask, sheet, () => sheet) };
}

function encodedBytes(sheet: File | null): number {
  return sheet ? Math.ceil(sheet.size / 3) * 4 : 0;
}

function csvOf(codes: readonly string[]): File {
  const lines = codes.map((code) => `"${code.replaceAll('"', '""')}"`);
  return new File([lines.join("\n")], "typed-codes.csv", { type: "text/csv" });
}

function tooMuch(): Refused {
  return new Refused("too_many_codes", "These are too many typed codes beside a sheet.", "Put them all in the sheet.");
}
