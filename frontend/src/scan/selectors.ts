// What a screen says, derived from what is known.
import type { Complete } from "../protocol/generated";
import type { Fault, Pause, Phase, ScanModel } from "./model";

export type Status = Phase | "PAUSED" | "CONNECTING";

const ENDS: ReadonlySet<Status> = new Set<Status>(["COMPLETE", "CANCELLED", "FAILED"]);

export function epochOf(model: ScanModel): number {
  return Math.max(model.progress.epoch, model.standing?.epoch ?? 0);
}

export function statusOf(model: ScanModel): Status {
  if (!model.standing) return "CONNECTING";
  return pauseOf(model) ? "PAUSED" : model.standing.phase;
}

export function isEnded(status: Status): boolean {
  return ENDS.has(status);
}

/** COMPLETE of the running epoch; an earlier epoch's is history once a retry began. */
export function completeOf(model: ScanModel): Complete | null {
  return current(model, model.complete);
}

export function faultOf(model: ScanModel): Fault | null {
  return current(model, model.fault);
}

export function pauseOf(model: ScanModel): Pause | null {
  const ended = model.standing !== null && isEnded(model.standing.phase);
  return ended ? null : current(model, model.pause);
}

export function percentOf(model: ScanModel): number {
  return completeOf(model) ? 100 : model.progress.value;
}

/** Files with at least one code, as the server counts them; the rows may be on their way. */
export function matchedOf(model: ScanModel): number {
  return completeOf(model)?.total_matches ?? Math.max(model.tally.matched, model.matches.size);
}

/** Files that were not examined. Failed folders are counted apart. */
export function failedOf(model: ScanModel): number {
  return completeOf(model)?.failed ?? model.tally.failed;
}

/** Files with a hit of which some part was not read: no more sure than the files that failed. */
export function partlyReadOf(model: ScanModel): number {
  const rows = [...model.matches.values()].filter((row) => row.unread_total > 0).length;
  return Math.max(rows, completeOf(model)?.unread_files ?? 0);
}

/** How many matches the server counted that have not reached this page. */
export function missingMatches(model: ScanModel): number {
  const counted = completeOf(model)?.total_matches ?? model.tally.matched;
  return Math.max(0, counted - model.matches.size);
}

function current<T extends { readonly epoch: number }>(model: ScanModel, said: T | null): T | null {
  return said && said.epoch >= epochOf(model) ? said : null;
}
