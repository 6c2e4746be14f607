// What a retry can mend. What it cannot says why, so that nobody waits for the same answer twice.
import type { FinalReason, Reason } from "../../protocol/generated";
import type { Unexamined } from "./unexamined";

/** A message takes 24 KB; an id of Drive takes up to 47 bytes in it. */
export const MOST_AT_ONCE = 400;

/** One for each that the server calls final: its own sentence tells of a new scan for the same, see holescan/domain/reasons.py. */
const FINAL: Readonly<Record<FinalReason, string>> = {
  unsupported: "The exported copy is another file: scan the folder again.",
  too_large: "The limit stays the same: start a new scan.",
  abusive: "Google refuses it every time.",
  export_too_large: "Google’s limit stays the same.",
  incomplete_listing: "A folder is listed again by a new scan.",
};
const IN_VAIN: Partial<Record<Reason, string>> = FINAL;

/** Why a retry, which has the options of its scan, would change nothing of the item; "" where it may mend a part of it. */
export function whyNot({ kind, reasons }: Pick<Unexamined, "kind" | "reasons">, recognises: boolean): string {
  if (kind === "folder") return FINAL.incomplete_listing;
  const whys = reasons.map((reason) => whyInVain(reason, recognises));
  return whys.every(Boolean) ? (whys[0] ?? "") : "";
}

function whyInVain(reason: Reason, recognises: boolean): string {
  if (reason === "needs_ocr" && !recognises) return "Start a new scan with text recognition.";
  return IN_VAIN[reason] ?? "";
}

export function retryableIds(items: readonly Unexamined[]): readonly string[] {
  return items.filter((item) => item.inVain === "").map((item) => item.fileId);
}
