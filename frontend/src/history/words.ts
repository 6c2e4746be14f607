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
  if (groupOf(scan) === "running") return "";
  if (!scan.listing_complete || scan.folders_failed > 0) return "the folder was not listed completely";
  return scan.total_files === 0 ? "no file to read" : "";
}

export function startedText({ started_at }: Pick<ScanSummary, "started_at">): string {
  return new Date(started_at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}

/** Nothing while it runs. From the start of a scan to the end of its retry it mostly stood still. */
export function tookText({ epoch, started_at, ended_at }: Pick<ScanSummary, "epoch" | "started_at" | "ended_at">): readonly string[] {
  if (epoch > 1) return [`retried ${epoch === 2 ? "once" : `${epoch - 1} times`}`];
  return ended_at ? [`took ${duration(Date.parse(ended_at) - Date.parse(started_at))}`] : [];
}

export function nameOf({ folder_name }: Pick<ScanSummary, "folder_name">): string {
  return folder_name || "A folder without a name";
}
