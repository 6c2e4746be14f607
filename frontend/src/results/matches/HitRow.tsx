import { clsx } from "clsx";
import { memo } from "react";
import type { CodeFound, MatchRow } from "../../protocol/generated";
import { CodeChip } from "../../ui/CodeChip";
import { DriveLink } from "../../ui/DriveLink";
import { GRID } from "./HitHeader";
import { type Hit, HOW_WORDS, pagesText } from "./hits";
import { Snippet } from "./Snippet";

interface HitRowProps {
  readonly id: string;
  readonly index: number;
  readonly start: number;
  readonly hit: Hit;
  readonly isWide: boolean;
  readonly isActive: boolean;
  readonly onOpen: (hit: Hit) => void;
  readonly onPoint: (hit: Hit, index: number) => void;
}

export const HitRow = memo(function HitRow({ id, index, start, hit, isWide, isActive, onOpen, onPoint }: HitRowProps) {
  return (
    // The keys are the grid's: it has the focus, the row is only pointed at.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={isActive}
      onClick={() => onPoint(hit, index)}
      onDoubleClick={() => onOpen(hit)}
      className={clsx(
        "absolute inset-x-0 top-0 border-b border-line text-sm",
        isWide ? "h-11" : "h-19",
        isActive ? "bg-tint" : "hover:bg-sunk",
      )}
      style={{ transform: `translateY(${start}px)` }}
    >
      {isWide ? <WideCells hit={hit} onOpen={onOpen} /> : <NarrowCells hit={hit} onOpen={onOpen} />}
    </div>
  );
});

interface CellsProps {
  readonly hit: Hit;
  readonly onOpen: (hit: Hit) => void;
}

function WideCells({ hit, onOpen }: CellsProps) {
  const { file, code } = hit;
  return (
    <div role="presentation" className={`${GRID} h-full`}>
      <div role="gridcell" className="min-w-0">
        <OpenButton hit={hit} onOpen={onOpen} />
      </div>
      <div role="gridcell" className="flex min-w-0 items-center">
        <DriveLink href={linkOf(file, code)} name={file.file_name} tabIndex={-1} />
      </div>
      <div role="gridcell" className="truncate text-xs text-soft" title={file.path}>
        {file.path || "top folder"}
      </div>
      <div role="gridcell" className="truncate font-mono text-xs" title={code ? pagesText(code) : undefined}>
        {code ? pagesText(code) : ""}
      </div>
      <div role="gridcell" className="min-w-0">
        {code && <FoundAs code={code} />}
      </div>
      <div role="gridcell" className="min-w-0">
        {code && <Snippet code={code} />}
      </div>
    </div>
  );
}

/** Two lines: what was found and where in the drawing, then which drawing. */
function NarrowCells({ hit, onOpen }: CellsProps) {
  const { file, code } = hit;
  return (
    <div role="presentation" className="flex h-full flex-col justify-center gap-0.5 px-3">
      <div role="presentation" className="flex min-w-0 items-center justify-between gap-3">
        <div role="gridcell" className="min-w-0">
          <OpenButton hit={hit} onOpen={onOpen} />
        </div>
        <div role="gridcell" className="shrink-0 text-xs text-soft">
          {code ? [code.how === "exact" ? "" : HOW_WORDS[code.how], pageLabel(code)].filter(Boolean).join(" · ") : ""}
        </div>
      </div>
      <div role="gridcell" className="flex min-w-0 items-center gap-2">
        <DriveLink href={linkOf(file, code)} name={file.file_name} tabIndex={-1} />
        <span className="min-w-0 truncate text-xs text-soft">{file.path}</span>
      </div>
    </div>
  );
}

/** The code itself opens the row: a large target for a thumb. */
function OpenButton({ hit, onOpen }: CellsProps) {
  const { file, code } = hit;
  const open = () => onOpen(hit);
  return (
    <button type="button" tabIndex={-1} onClick={open} className="flex h-9 max-w-full items-center rounded text-left">
      {code ? (
        <CodeChip code={code.code} weak={code.weak} />
      ) : (
        <span className="truncate text-soft underline underline-offset-4">{file.codes_total - file.codes.length} more codes</span>
      )}
    </button>
  );
}

function FoundAs({ code }: { readonly code: CodeFound }) {
  if (code.how === "exact") return <span className="text-xs text-soft">as written</span>;
  return (
    <span className="flex min-w-0 flex-col leading-tight">
      <span className="truncate font-mono text-xs">{code.found_as}</span>
      <span className="text-[0.6875rem] text-soft">{HOW_WORDS[code.how]}</span>
    </span>
  );
}

/** Browsers and PDF viewers that know it open the file at this page; the others at its beginning. */
export function linkOf({ pdf_link }: MatchRow, code: CodeFound | null): string {
  return code?.page && pdf_link && !pdf_link.includes("#") ? `${pdf_link}#page=${code.page}` : pdf_link;
}

export function pageLabel(code: CodeFound): string {
  const pages = pagesText(code);
  return code.page === null || pages === "" ? pages : `p. ${pages}`;
}
