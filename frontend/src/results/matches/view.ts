// The lines asked for, in the order asked for, kept up with new rows by merging those alone: 50,000 sorted lines take 50 more
// in the time it takes to copy a list.
import type { MatchRow } from "../../protocol/generated";
import { Rows } from "../../scan/rows";
import { type Filters, NO_FILTERS, passes } from "./filters";
import { type Hit, linesOf } from "./hits";
import { type Compare, comparing, type Order } from "./orders";

export interface Question {
  readonly filters: Filters;
  readonly order: Order;
}

export interface HitView {
  readonly rows: Rows<MatchRow>;
  readonly question: Question;
  /** Every line, whatever is asked for. */
  readonly all: readonly Hit[];
  readonly lines: readonly Hit[];
}

export const NEWEST: Order = { by: "found", isDescending: false };

export function emptyView(): HitView {
  return { rows: Rows.none(), question: { filters: NO_FILTERS, order: NEWEST }, all: [], lines: [] };
}

/** The view after more rows, a new question, or both. `question` counts as new when it is another object. */
export function viewAfter(before: HitView, rows: Rows<MatchRow>, question: Question): HitView {
  const isSame = question === before.question;
  if (rows === before.rows && isSame) return before;
  const changed = rows.changedSince(before.rows);
  const fresh = arriving(changed, before.all.length === 0 ? 0 : lastArrived(before.all) + 1);
  const isGone = replacedBy(changed, before.rows);
  const all = [...kept(before.all, isGone), ...fresh];
  const compare = comparing(question.order);
  const isWanted = passes(question.filters);
  const lines = isSame
    ? merged(kept(before.lines, isGone), fresh.filter(isWanted).toSorted(compare), compare)
    : all.filter(isWanted).toSorted(compare);
  return { rows, question, all, lines };
}

/** Rows that came in one go are numbered backwards by code, so that the newest first still reads from A to Z. */
function arriving(changed: readonly MatchRow[], first: number): readonly Hit[] {
  const byCode = comparing({ by: "code", isDescending: true });
  return linesOf(changed)
    .toSorted(byCode)
    .map((hit, at) => ({ ...hit, arrived: first + at }));
}

function lastArrived(all: readonly Hit[]): number {
  return all.at(-1)?.arrived ?? 0;
}

function replacedBy(changed: readonly MatchRow[], known: Rows<MatchRow>): ReadonlySet<string> {
  return new Set(changed.filter((row) => known.has(row.file_id)).map((row) => row.file_id));
}

function kept(hits: readonly Hit[], isGone: ReadonlySet<string>): readonly Hit[] {
  return isGone.size === 0 ? hits : hits.filter((hit) => !isGone.has(hit.file.file_id));
}

/** Two lists in order made one; copies runs, so that few new lines cost few comparisons. */
export function merged(long: readonly Hit[], short: readonly Hit[], compare: Compare): readonly Hit[] {
  if (short.length === 0) return long;
  const lines: Hit[] = [];
  let from = 0;
  for (const hit of short) {
    const to = placeOf(hit, long, from, compare);
    for (let at = from; at < to; at++) lines.push(long[at] as Hit);
    lines.push(hit);
    from = to;
  }
  for (let at = from; at < long.length; at++) lines.push(long[at] as Hit);
  return lines;
}

/** How many of `lines` stand before the hit, looked for from `low` on. */
function placeOf(hit: Hit, lines: readonly Hit[], low: number, compare: Compare): number {
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(lines[middle] as Hit, hit) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
