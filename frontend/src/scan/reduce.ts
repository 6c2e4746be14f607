// (what is known, what was said) -> what is known. Pure; see docs of the protocol for the rules it keeps.
import type { FailureRow, MatchRow, ScanState, ServerMessage } from "../protocol/generated";
import { laterOf, laterProgress, laterStanding, laterTally, mergeExamined, mergeFailures, mergeMatches } from "./merge";
import type { Examined, Pause, Phase, ScanModel } from "./model";

/** Rows that came by a snapshot file instead of a message. */
export interface SnapshotRows {
  readonly type: "SNAPSHOT_ROWS";
  readonly session_id: string;
  readonly matches: readonly MatchRow[];
  readonly failures: readonly FailureRow[];
}

/** What this page knew and the record no longer has, though nobody could tell: see Pass. */
export interface Outdated {
  readonly type: "OUTDATED";
  readonly session_id: string;
  readonly files: readonly Examined[];
  readonly pause: Pause | null;
}

export type Said = ServerMessage | SnapshotRows | Outdated;

type Counted = Extract<Said, { type: "PROGRESS" | "SYNC_STATE" }>;

export function reduceBatch(model: ScanModel, batch: readonly Said[]): ScanModel {
  const ours = batch.filter((said) => "session_id" in said && said.session_id === model.sessionId);
  const next = ours.reduce(reduceOne, model);
  const matches = mergeMatches(model.matches, ours.flatMap(matchesIn));
  const failures = mergeFailures(model.failures, ours.flatMap(failuresIn));
  const examined = mergeExamined(model.examined, ours.flatMap(examinedIn));
  const isSame = matches === model.matches && failures === model.failures && examined === model.examined;
  return isSame ? next : { ...next, matches, failures, examined, partly: partlyAfter(model, matches) };
}

function partlyAfter(before: ScanModel, matches: ScanModel["matches"]): ScanModel["partly"] {
  const changed = matches.changedSince(before.matches);
  if (!changed.some((row) => isPartly(row) || before.partly.has(row.file_id))) return before.partly;
  const partly = new Set(before.partly);
  for (const row of changed) {
    if (isPartly(row)) partly.add(row.file_id);
    else partly.delete(row.file_id);
  }
  return partly;
}

function isPartly({ unread_total }: MatchRow): boolean {
  return unread_total > 0;
}

function reduceOne(model: ScanModel, said: Said): ScanModel {
  switch (said.type) {
    case "STARTED":
      return { ...enter(model, said.epoch, "LISTING"), started: laterOf(model.started, said) };
    case "PROGRESS":
    case "SYNC_STATE":
      return count(resumeBy(model, said), said);
    case "COMPLETE":
      return { ...stand(model, said.epoch, said.state), complete: laterOf(model.complete, said), pause: null };
    case "CANCELLED":
      return { ...stand(model, said.epoch, "CANCELLED"), pause: null };
    case "ERROR":
      return fail(model, said);
    case "PAUSED":
      return { ...enter(model, said.epoch, null), pause: laterOf(model.pause, said) };
    case "RESUMED":
      // At the least it lists, for a page that knew of the pause alone; what it knew to be further stays.
      return { ...enter(model, said.epoch, "LISTING"), pause: null };
    case "OUTDATED":
      return said.pause !== null && said.pause === model.pause ? { ...model, pause: null } : model;
    default:
      return model;
  }
}

function enter(model: ScanModel, epoch: number, phase: Phase | null): ScanModel {
  const progress = laterProgress(model.progress, { epoch, value: 0, processed: 0, total: 0 });
  const entered = { ...model, progress };
  return phase ? stand(entered, epoch, phase) : entered;
}

function stand(model: ScanModel, epoch: number, state: ScanState): ScanModel {
  if (state === "PAUSED") return model;
  return { ...model, standing: laterStanding(model.standing, { epoch, phase: state }) };
}

function count(model: ScanModel, said: Counted): ScanModel {
  const { epoch, processed, total, matched, failed } = said;
  const progress = { epoch, processed, total, value: said.type === "PROGRESS" ? said.value : valueOf(said) };
  return {
    ...stand(model, epoch, said.state),
    pause: said.state === "PAUSED" ? (model.pause ?? unexplainedPause(epoch)) : model.pause,
    progress: laterProgress(model.progress, progress),
    tally: laterTally(model.tally, { epoch, processed, matched, failed }),
  };
}

/** SYNC_STATE leaves out the percentage; it is the one PROGRESS would say. */
function valueOf({ state, processed, total }: Counted): number {
  return state === "LISTING" || total === 0 ? 0 : Math.floor((100 * processed) / total);
}

/** A pause has no place in the order of states, so work that goes on is what ends it. */
function resumeBy(model: ScanModel, said: Counted): ScanModel {
  const goesOn = said.state !== "PAUSED" && said.processed > model.progress.processed;
  return model.pause && goesOn ? { ...model, pause: null } : model;
}

function unexplainedPause(epoch: number): ScanModel["pause"] {
  return { epoch, reason: null, message: "It goes on by itself, or after a new sign-in.", until: null };
}

function fail(model: ScanModel, said: Extract<Said, { type: "ERROR" }>): ScanModel {
  const epoch = said.epoch ?? model.progress.epoch;
  const { code, message, hint } = said;
  return {
    ...stand(model, epoch, "FAILED"),
    fault: laterOf(model.fault, { epoch, code, message, hint }),
    pause: null,
  };
}

function matchesIn(said: Said): readonly MatchRow[] {
  if (said.type === "MATCH_FOUND") return [said.data];
  return said.type === "SYNC_STATE" || said.type === "SNAPSHOT_ROWS" ? said.matches : [];
}

function failuresIn(said: Said): readonly FailureRow[] {
  if (said.type === "FILE_FAILED") return [said.data];
  return said.type === "SYNC_STATE" || said.type === "SNAPSHOT_ROWS" ? said.failures : [];
}

function examinedIn(said: Said): readonly Examined[] {
  if (said.type === "FILE_EXAMINED") return [said.data];
  return said.type === "OUTDATED" ? said.files : [];
}
