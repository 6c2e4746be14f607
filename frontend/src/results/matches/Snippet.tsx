import type { CodeFound } from "../../protocol/generated";

/** How many characters may stand before the hit without pushing it out of a narrow column. */
const BEFORE = 9;

/** The words around the hit, on one line, the hit marked. */
export function Snippet({ code, isWhole = false }: { readonly code: CodeFound; readonly isWhole?: boolean }) {
  const { before, hit, after } = partsOf(code, isWhole ? Number.POSITIVE_INFINITY : BEFORE);
  return (
    <span className={`block font-mono text-xs text-soft ${isWhole ? "break-words" : "truncate"}`} title={isWhole ? undefined : code.snippet}>
      {before}
      {hit && <mark className="rounded-sm bg-mark px-0.5 text-ink">{hit}</mark>}
      {after}
    </span>
  );
}

function partsOf({ snippet, found_as }: CodeFound, room: number): { before: string; hit: string; after: string } {
  const at = found_as === "" ? -1 : snippet.indexOf(found_as);
  if (at < 0) return { before: "", hit: "", after: snippet };
  const before = at > room ? `…${snippet.slice(at - room, at)}` : snippet.slice(0, at);
  return { before, hit: found_as, after: snippet.slice(at + found_as.length) };
}
