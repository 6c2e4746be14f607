// How often each code was found, counted from the rows that are here.
import type { CodeRow, MatchRow } from "../../protocol/generated";

interface Tally {
  readonly weak: boolean;
  files: number;
  places: number;
}

const NAMES = 20;

/** The most files first. Of a file with many codes only those in its row are counted; the record knows them all. */
export function talliesOf(rows: Iterable<MatchRow>): readonly CodeRow[] {
  const tallies = new Map<string, Tally>();
  const names = new Map<string, string[]>();
  for (const row of rows) {
    for (const { code, weak, count } of row.codes) {
      const tally = tallies.get(code) ?? { weak, files: 0, places: 0 };
      tally.files += 1;
      tally.places += count;
      tallies.set(code, tally);
      const known = names.get(code) ?? [];
      if (known.length < NAMES) names.set(code, [...known, row.file_name]);
    }
  }
  return ranked([...tallies].map(([code, tally]) => ({ code, ...tally, file_names: names.get(code) ?? [] })));
}

/** By files, then by places, then by name: the same on every page. */
export function ranked(rows: readonly CodeRow[]): readonly CodeRow[] {
  return rows.toSorted(
    (one, other) => other.files - one.files || other.places - one.places || (one.code < other.code ? -1 : 1),
  );
}
