// What the page knows of one scan. Everything in it only ever grows, so order and repeats of messages do not matter.
import type { Complete, ErrorCode, FailureRow, MatchRow, Paused, ScanState, Started } from "../protocol/generated";
import { Rows } from "./rows";

export interface Progress {
  readonly epoch: number;
  readonly value: number;
  readonly processed: number;
  readonly total: number;
}

/** Sums over the whole scan, as they stood when `processed` files of `epoch` were done. */
export interface Tally {
  readonly epoch: number;
  readonly processed: number;
  readonly matched: number;
  readonly failed: number;
}

export type Phase = Exclude<ScanState, "PAUSED">;

export interface Standing {
  readonly epoch: number;
  readonly phase: Phase;
}

export interface Pause {
  readonly epoch: number;
  /** Null where the record only says that the scan waits. */
  readonly reason: PauseReason | null;
  readonly message: string;
  readonly until: string | null;
}

export type PauseReason = Paused["reason"];

export interface Fault {
  readonly epoch: number;
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** A failure row of this file is out of date up to and with this epoch. */
export interface Examined {
  readonly file_id: string;
  readonly epoch: number;
}

export interface ScanModel {
  readonly sessionId: string;
  readonly progress: Progress;
  readonly tally: Tally;
  /** Null before the first word of the server. */
  readonly standing: Standing | null;
  readonly started: Started | null;
  readonly pause: Pause | null;
  readonly complete: Complete | null;
  readonly fault: Fault | null;
  readonly matches: Rows<MatchRow>;
  /** All that was said of files that failed; see `openFailures` for those that still stand. */
  readonly failures: Rows<FailureRow>;
  readonly examined: Rows<Examined>;
  /** The files of `matches` that were read only in part; kept, because to count 50,000 rows each frame is not free. */
  readonly partly: ReadonlySet<string>;
}

export function unknownScan(sessionId: string): ScanModel {
  return {
    sessionId,
    progress: { epoch: 0, value: 0, processed: 0, total: 0 },
    tally: { epoch: 0, processed: 0, matched: 0, failed: 0 },
    standing: null,
    started: null,
    pause: null,
    complete: null,
    fault: null,
    matches: Rows.none(),
    failures: Rows.none(),
    examined: Rows.none(),
    partly: new Set(),
  };
}
