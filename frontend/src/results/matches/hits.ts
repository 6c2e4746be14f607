// The table's lines: one for each code of each file, so that a code can be read, sorted, filtered and opened by itself.
import type { CodeFound, How, MatchRow } from "../../protocol/generated";

export interface Hit {
  readonly key: string;
  readonly file: MatchRow;
  /** Null on the line that says how many codes of this file are in the report only. */
  readonly code: CodeFound | null;
  /** Later ones are higher; what came together has an order all the same. */
  readonly arrived: number;
  readonly codeKey: string;
  readonly nameKey: string;
  readonly pathKey: string;
}

/** All lines of these files, none of them numbered yet. */
export function linesOf(files: readonly MatchRow[]): readonly Hit[] {
  return files.flatMap((file) => {
    const [nameKey, pathKey] = [natural(file.file_name), natural(file.path)];
    return codesOf(file).map((code): Hit => {
      const key = `${file.file_id}:${code?.code ?? ""}`;
      return { key, file, code, arrived: 0, codeKey: code ? natural(code.code) : LAST, nameKey, pathKey };
    });
  });
}

/** Behind every code. */
const LAST = "\uffff";

function codesOf(file: MatchRow): readonly (CodeFound | null)[] {
  return file.codes_total > file.codes.length ? [...file.codes, null] : file.codes;
}

/** Sorts HOLE-9 before HOLE-10 by plain comparison, which is ten times as fast as a collator. */
export function natural(text: string): string {
  return text.toLowerCase().replaceAll(/\d+/g, (digits) => digits.padStart(12, "0"));
}

export function pagesText(code: CodeFound): string {
  if (code.pages.length > 1) return `${code.pages.slice(0, 3).join(", ")}${code.pages.length > 3 ? " …" : ""}`;
  return code.page === null ? (code.place ?? "") : String(code.page);
}

export const HOW_WORDS: Readonly<Record<How, string>> = {
  exact: "as written",
  normalised: "spelled otherwise",
  ocr: "look-alikes",
};

const texts = new WeakMap<Hit, string>();

/** What a filter by text looks through, in lower case. */
export function textOf(hit: Hit): string {
  const known = texts.get(hit);
  if (known !== undefined) return known;
  const { file, code } = hit;
  const text = `${code?.code ?? ""}\n${code?.found_as ?? ""}\n${file.path}/${file.file_name}\n${code?.snippet ?? ""}`.toLowerCase();
  texts.set(hit, text);
  return text;
}
