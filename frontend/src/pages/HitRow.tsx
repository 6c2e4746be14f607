import type { CodeFound, MatchRow } from "../protocol/generated";
import { type Hit, pagesText } from "../scan/hits";
import { CodeChip } from "../ui/CodeChip";
import { DriveLink } from "../ui/DriveLink";

export const HIT_COLUMNS = ["Code", "File", "Page", "Found"];

const GRID = "grid grid-cols-[minmax(8rem,1.3fr)_minmax(12rem,2.4fr)_5.5rem_minmax(10rem,3fr)] items-center gap-x-4 px-4";

export function HitHeader() {
  return (
    <div className={`${GRID} h-10 bg-sunk text-xs text-soft`}>
      {HIT_COLUMNS.map((column) => (
        <span role="columnheader" key={column}>
          {column}
        </span>
      ))}
    </div>
  );
}

export function HitRow({ hit, isWide }: { readonly hit: Hit; readonly isWide: boolean }) {
  return isWide ? <WideRow hit={hit} /> : <NarrowRow hit={hit} />;
}

function WideRow({ hit: { file, code } }: { readonly hit: Hit }) {
  return (
    <div className={`${GRID} h-full text-sm`}>
      <div role="cell" className="min-w-0">
        {code ? <CodeChip code={code.code} weak={code.weak} /> : <More file={file} />}
      </div>
      <div role="cell" className="min-w-0">
        <FileName file={file} />
      </div>
      <div role="cell" className="truncate font-mono text-xs">
        {code ? pagesText(code) : ""}
      </div>
      <div role="cell" className="min-w-0">
        {code && <Found code={code} />}
      </div>
    </div>
  );
}

function NarrowRow({ hit: { file, code } }: { readonly hit: Hit }) {
  return (
    <div className="flex h-full flex-col justify-center gap-1 px-3 text-sm">
      <div className="flex min-w-0 items-center justify-between gap-3">
        <div role="cell" className="min-w-0">
          {code ? <CodeChip code={code.code} weak={code.weak} /> : <More file={file} />}
        </div>
        <div role="cell" className="shrink-0 font-mono text-xs text-soft">
          {code && pagesText(code) !== "" ? pageLabel(code) : ""}
        </div>
      </div>
      <div role="cell" className="min-w-0">
        <FileName file={file} />
      </div>
      <div role="cell" className="min-w-0">
        {code && <Found code={code} />}
      </div>
    </div>
  );
}

function FileName({ file }: { readonly file: MatchRow }) {
  return (
    <>
      <DriveLink href={file.pdf_link} name={file.file_name} />
      <span className="block truncate text-xs text-soft" title={file.path}>
        {file.path || "in the scanned folder itself"}
      </span>
    </>
  );
}

function Found({ code }: { readonly code: CodeFound }) {
  const { before, after } = around(code);
  return (
    <span className="block truncate font-mono text-xs text-soft" title={code.snippet}>
      {before}
      <mark className="rounded-sm bg-mark px-0.5 text-ink">{code.found_as || code.code}</mark>
      {after}
      {code.how === "ocr" && <span className="ml-2 font-sans">read by OCR</span>}
    </span>
  );
}

/** How many characters may stand before the hit without pushing it out of a narrow column. */
const BEFORE = 18;

function around({ snippet, found_as }: CodeFound): { before: string; after: string } {
  const at = found_as === "" ? -1 : snippet.indexOf(found_as);
  if (at < 0) return { before: "", after: snippet && ` ${snippet}` };
  const before = at > BEFORE ? `…${snippet.slice(at - BEFORE, at)}` : snippet.slice(0, at);
  return { before, after: snippet.slice(at + found_as.length) };
}

function More({ file }: { readonly file: MatchRow }) {
  return <span className="text-soft">{file.codes_total - file.codes.length} more codes, all in the report</span>;
}

function pageLabel(code: CodeFound): string {
  return code.page === null ? pagesText(code) : `p. ${pagesText(code)}`;
}
