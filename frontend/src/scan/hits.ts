// The table's lines: one for each code of each file, so that a code can be read, filtered and opened by itself.
import type { CodeFound, MatchRow } from "../protocol/generated";
import type { Rows } from "./rows";

export interface Hit {
  readonly key: string;
  readonly file: MatchRow;
  /** Null on the line that says how many codes of this file are in the report only. */
  readonly code: CodeFound | null;
}

const lines = new WeakMap<MatchRow, readonly Hit[]>();

export function hitsOf(matches: Rows<MatchRow>): readonly Hit[] {
  return [...matches.values()].flatMap(linesOf);
}

export function filterHits(hits: readonly Hit[], text: string): readonly Hit[] {
  const wanted = text.trim().toLowerCase();
  return wanted === "" ? hits : hits.filter((hit) => haystack(hit).includes(wanted));
}

export function pagesText(code: CodeFound): string {
  if (code.pages.length > 1) return `${code.pages.slice(0, 3).join(", ")}${code.pages.length > 3 ? " …" : ""}`;
  return code.page === null ? (code.place ?? "") : String(code.page);
}

function linesOf(file: MatchRow): readonly Hit[] {
  const known = lines.get(file);
  if (known) return known;
  const codes: (CodeFound | null)[] = [...file.codes];
  if (file.codes_total > file.codes.length) codes.push(null);
  const made = codes.map((code) => ({ key: `${file.file_id}:${code?.code ?? ""}`, file, code }));
  lines.set(file, made);
  return made;
}

function haystack({ file, code }: Hit): string {
  return `${code?.code ?? ""}\n${code?.found_as ?? ""}\n${file.path}/${file.file_name}\n${code?.snippet ?? ""}`.toLowerCase();
}
