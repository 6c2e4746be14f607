// The joins: each takes what is known and what was said, in either order, and gives the same.
import { type FailureRow, type MatchRow, PROVISIONAL_REASONS } from "../protocol/generated";
import type { Examined, Phase, Progress, Standing, Tally } from "./model";
import type { Rows } from "./rows";

const RANK: Readonly<Record<Phase, number>> = {
  LISTING: 0,
  PROCESSING: 1,
  CANCELLING: 2,
  REPORTING: 3,
  COMPLETE: 4,
  CANCELLED: 5,
  FAILED: 6,
};

export function laterProgress(known: Progress, said: Progress): Progress {
  if (known.epoch !== said.epoch) return said.epoch > known.epoch ? said : known;
  return {
    epoch: known.epoch,
    value: Math.max(known.value, said.value),
    processed: Math.max(known.processed, said.processed),
    total: Math.max(known.total, said.total),
  };
}

/** Within an epoch only a provisional outcome is replaced, so at equal `processed` hits grow and failures shrink. */
export function laterTally(known: Tally, said: Tally): Tally {
  const order =
    said.epoch - known.epoch ||
    said.processed - known.processed ||
    said.matched - known.matched ||
    known.failed - said.failed;
  return order > 0 ? said : known;
}

export function laterStanding(known: Standing | null, said: Standing): Standing {
  if (!known || said.epoch > known.epoch) return said;
  return said.epoch === known.epoch && RANK[said.phase] > RANK[known.phase] ? said : known;
}

export function laterOf<T extends { readonly epoch: number }>(known: T | null, said: T): T {
  return known && known.epoch > said.epoch ? known : said;
}

export function mergeMatches(known: Rows<MatchRow>, said: readonly MatchRow[]): Rows<MatchRow> {
  return known.merged(said, (before, after) => after.epoch - before.epoch || after.attempt - before.attempt);
}

export function mergeFailures(known: Rows<FailureRow>, said: readonly FailureRow[]): Rows<FailureRow> {
  return known.merged(
    said,
    (before, after) =>
      after.epoch - before.epoch || reality(after) - reality(before) || after.attempt - before.attempt,
  );
}

/** Keeps per file the highest epoch in which it was examined, whatever its row says and whenever that comes. */
export function mergeExamined(known: Rows<Examined>, said: readonly Examined[]): Rows<Examined> {
  return known.merged(said, (before, after) => after.epoch - before.epoch);
}

function reality(row: FailureRow): number {
  return PROVISIONAL_REASONS.has(row.reason) ? 0 : 1;
}
