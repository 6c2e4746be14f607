// A code sheet from the disk: what is taken, and why the rest is not.
import { MAX_UPLOAD_BYTES } from "../protocol/generated";

export const ACCEPTED = ".xlsx,.csv";

/** What is wrong with a file as a code sheet; null when it may be sent. The server looks at the content. */
export function sheetProblem(file: Pick<File, "name" | "size">): string | null {
  const name = file.name.toLowerCase();
  if (name.endsWith(".xls")) return "This is the old Excel format. Open it, save it as .xlsx and drop it again.";
  if (!name.endsWith(".xlsx") && !name.endsWith(".csv")) return "Drop an Excel workbook (.xlsx) or a .csv file.";
  if (file.size === 0) return "This file is empty.";
  return file.size > MAX_UPLOAD_BYTES ? "This sheet is larger than 10 MB. Keep only the column with the codes." : null;
}

export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) {
    chunks.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(chunks.join(""));
}

export function bytesText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
