// What changed between two scans of a folder: pairs of a code and the file that carries it.
import type { FailureRow, MatchRow, ScanSummary } from "../protocol/generated";

/** Everything a scan found, and the files it could not examine. */
export interface ScanRecord {
  readonly scan: ScanSummary;
  readonly matches: readonly MatchRow[];
  readonly failures: readonly FailureRow[];
}

export interface Pair {
  readonly key: string;
  readonly code: string;
  readonly file: MatchRow;
}

export interface GonePair extends Pair {
  /** The later scan did not read this file, or not all of it: the code may still be there. */
  readonly isDoubtful: boolean;
}

export interface Comparison {
  readonly fresh: readonly Pair[];
  readonly gone: readonly GonePair[];
  readonly kept: number;
}

export function compare(earlier: ScanRecord, later: ScanRecord): Comparison {
  const [before, after] = [pairsOf(earlier), pairsOf(later)];
  const unread = unreadIn(later);
  const fresh = [...after.values()].filter(({ key }) => !before.has(key));
  const gone = [...before.values()].filter(({ key }) => !after.has(key));
  return {
    fresh: fresh.toSorted(byCode),
    gone: gone.map((pair) => ({ ...pair, isDoubtful: unread.has(pair.file.file_id) })).toSorted(byCode),
    kept: after.size - fresh.length,
  };
}

/** Whether "gone" may only mean "not looked at". */
export function isWholeListing({ scan }: ScanRecord): boolean {
  return scan.listing_complete && scan.folders_failed === 0;
}

function pairsOf({ matches }: ScanRecord): ReadonlyMap<string, Pair> {
  const pairs = matches.flatMap((file) =>
    file.codes.map(({ code }) => ({ key: `${file.file_id}\n${code}`, code, file })),
  );
  return new Map(pairs.map((pair) => [pair.key, pair]));
}

function unreadIn({ matches, failures }: ScanRecord): ReadonlySet<string> {
  const partly = matches.filter(({ unread_total }) => unread_total > 0);
  return new Set([...partly, ...failures].map(({ file_id }) => file_id));
}

function byCode(one: Pair, other: Pair): number {
  return one.code.localeCompare(other.code, "en", { numeric: true }) || one.file.file_name.localeCompare(other.file.file_name, "en");
}
