// One reading of the record from end to end: what it no longer shows has been replaced while this page did not listen.
import type { FailureRow, SyncState } from "../protocol/generated";
import type { Examined, ScanModel } from "./model";
import type { Outdated, SnapshotRows } from "./reduce";
import { replaceable } from "./selectors";

export class Pass {
  /** As it was when the pass began: what arrives during it is not judged by it. */
  readonly #before: ScanModel;
  readonly #shown = new Map<string, number>();
  #epoch = 0;
  #isPaused = false;

  constructor(before: ScanModel) {
    this.#before = before;
  }

  saw({ epoch, failures, state }: SyncState): void {
    // The first page's: of a retry that begins in between, nothing is known to be complete.
    this.#epoch ||= epoch;
    this.#isPaused = state === "PAUSED";
    this.#sawFailures(failures);
  }

  sawRows({ failures }: SnapshotRows): void {
    this.#sawFailures(failures);
  }

  /** What to tell the reducer once the last page came. */
  outdated(): Outdated {
    const gone = replaceable(this.#before, this.#epoch).filter((row) => (this.#shown.get(row.file_id) ?? 0) < row.epoch);
    // A pause that was heard since then may be later than the record that was read.
    const pause = this.#isPaused ? null : this.#before.pause;
    return { type: "OUTDATED", session_id: this.#before.sessionId, files: gone.map(examinedBy), pause };
  }

  #sawFailures(failures: readonly FailureRow[]): void {
    for (const { file_id, epoch } of failures) this.#shown.set(file_id, epoch);
  }
}

/** The row of this epoch is out of date; a later one would be news. */
function examinedBy({ file_id, epoch }: FailureRow): Examined {
  return { file_id, epoch };
}
