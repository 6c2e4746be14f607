// A scan of the past in a line.
import type { ScanState, ScanSummary } from "../protocol/generated";
import { count, duration } from "../ui/words";

const RUNNING: ReadonlySet<ScanState> = new Set<ScanState>(["LISTING", "PROCESSING", "PAUSED", "REPORTING", "CANCELLING"]);

export type StateGroup = "running" | "complete" | "cancelled" | "failed";

export const GROUP_NAMES: Readonly<Record<StateGroup, string>> = {
  running: "Running",
  complete: "Complete",
  cancelled: "Cancelled",
  failed: "Failed",
};

export function groupOf({ state }: Pick<ScanSummary, "state">): StateGroup {
  if (RUNNING.has(state)) return "running";
  if (state === "COMPLETE") return "complete";
  return state === "FAILED" ? "failed" : "cancelled";
}

/** How a "no match" of this scan may hide something; "" where it cannot. */
export function gapText(scan: ScanSummary): string {
  const unread = scan.failed + scan.unread_files;
  if (unread > 0) return `${count(unread)} not examined, or in part`;
  const isListed = groupOf(scan) === "running" || (scan.listing_complete && scan.folders_failed === 0);
  return isListed ? "" : "the folder was not listed completely";
}

export function startedText({ started_at }: Pick<ScanSummary, "started_at">): string {
  return new Date(started_at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}

/** Null while it runs. */
export function tookText({ started_at, ended_at }: Pick<ScanSummary, "started_at" | "ended_at">): string | null {
  return ended_at ? duration(Date.parse(ended_at) - Date.parse(started_at)) : null;
}

export function nameOf({ folder_name }: Pick<ScanSummary, "folder_name">): string {
  return folder_name || "A folder without a name";
}
