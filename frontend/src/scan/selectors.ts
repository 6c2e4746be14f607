// What a screen says, derived from what is known.
import { type Complete, type FailureRow, PROVISIONAL_REASONS } from "../protocol/generated";
import type { Fault, Pause, Phase, ScanModel } from "./model";

export type Status = Phase | "PAUSED" | "CONNECTING";

const ENDS: ReadonlySet<Status> = new Set<Status>(["COMPLETE", "CANCELLED", "FAILED"]);

export function epochOf(model: ScanModel): number {
  return Math.max(model.progress.epoch, model.standing?.epoch ?? 0);
}

export function statusOf(model: ScanModel): Status {
  // A page that is opened on a scan that waits learns of the pause and of no phase.
  return pauseOf(model) ? "PAUSED" : (model.standing?.phase ?? "CONNECTING");
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
  return Math.max(model.partly.size, completeOf(model)?.unread_files ?? 0);
}

/** How many matches the server counted that have not reached this page. */
export function missingMatches(model: ScanModel): number {
  const counted = completeOf(model)?.total_matches ?? model.tally.matched;
  return Math.max(0, counted - model.matches.size);
}

/**
 * How many items the server counted as not examined that have not reached this page; below 0: some are shown that are
 * examined by now.
 *
 * Only the end counts exactly. Until then the numbers come after the rows, and a file that a retry has just read may be among
 * the failed ones still, so every file that ever failed is taken for known, and folders, which PROGRESS leaves out, for told.
 */
export function missingFailures(model: ScanModel): number {
  const complete = completeOf(model);
  if (complete) return complete.failed + complete.folders_failed - openFailures(model).length;
  const known = [...model.failures.values()].filter((row) => row.kind === "file").length;
  return Math.max(0, model.tally.failed - known);
}

/** Whether this page shows other rows than the server counted: some stayed away, or stayed though they are out of date. */
export function isBehind(model: ScanModel): boolean {
  return missingMatches(model) > 0 || missingFailures(model) !== 0;
}

/** The failures that still stand: the file carries no code, and was not examined since. */
export function openFailures({ failures, matches, examined }: Rows): readonly FailureRow[] {
  return [...failures.values()].filter(
    (row) => !matches.has(row.file_id) && row.epoch > (examined.get(row.file_id)?.epoch ?? 0),
  );
}

/** Failures that an outcome of `epoch` may replace: those of files in earlier epochs, and the provisional ones of this. */
export function replaceable(model: ScanModel, epoch: number): readonly FailureRow[] {
  return openFailures(model).filter(
    (row) => row.kind === "file" && (row.epoch < epoch || PROVISIONAL_REASONS.has(row.reason)),
  );
}

type Rows = Pick<ScanModel, "failures" | "matches" | "examined">;

function current<T extends { readonly epoch: number }>(model: ScanModel, said: T | null): T | null {
  return said && said.epoch >= epochOf(model) ? said : null;
}
