// Starts a scan: small things in the message, large ones by upload, because a frame over 32 KB closes the connection.
import { Refused } from "../connection/requests";
import { MAX_INLINE_BYTES, type ScanOptions, type Started } from "../protocol/generated";
import type { Ask } from "../scan/follow";
import { base64Of } from "./file";

export interface ScanForm {
  readonly token: string;
  readonly folder: string;
  readonly sheet: File | null;
  readonly codes: readonly string[];
  readonly options: ScanOptions;
}

type Codes = { file_content?: string; upload_id?: string; target_hole_codes?: string[] };

export async function startScan(ask: Ask, form: ScanForm): Promise<Started> {
  const codes = await packed(ask, form);
  return ask<"start_scan">({
    action: "start_scan",
    token: form.token.trim(),
    ...(form.folder.trim() ? { drive_link: form.folder.trim() } : {}),
    options: form.options,
    ...codes,
  });
}

async function packed(ask: Ask, { sheet, codes }: ScanForm): Promise<Codes> {
  const list = [...codes];
  const listed = list.length > 0 ? { target_hole_codes: list } : {};
  const listBytes = new Blob([JSON.stringify(list)]).size;
  const sheetBytes = sheet ? Math.ceil(sheet.size / 3) * 4 : 0;
  // Token, link and options take up to 7 KB more of the frame.
  if (listBytes + sheetBytes <= MAX_INLINE_BYTES) return { ...listed, ...(await inlined(sheet)) };
  if (sheet && listBytes <= MAX_INLINE_BYTES) return { ...listed, upload_id: await upload(ask, sheet) };
  if (sheetBytes > MAX_INLINE_BYTES) throw tooMuch();
  return { ...(await inlined(sheet)), upload_id: await upload(ask, csvOf(list)) };
}

async function inlined(sheet: File | null): Promise<Codes> {
  return sheet ? { file_content: await base64Of(sheet) } : {};
}

async function upload(ask: Ask, file: File): Promise<string> {
  const place = await ask<"request_upload">({
    action: "request_upload",
    file_name: file.name,
    size_bytes: file.size,
  });
  const sent = await fetch(place.upload_url, { method: "PUT", headers: place.headers, body: file }).catch(() => null);
  if (sent?.ok) return place.upload_id;
  throw new Refused("upload_failed", "The code sheet could not be uploaded.", "Check your connection and start again.");
}

function csvOf(codes: readonly string[]): File {
  const lines = codes.map((code) => `"${code.replaceAll('"', '""')}"`);
  return new File([lines.join("\n")], "typed-codes.csv", { type: "text/csv" });
}

function tooMuch(): Refused {
  return new Refused("too_many_codes", "These are too many typed codes beside a sheet.", "Put them all in the sheet.");
}
