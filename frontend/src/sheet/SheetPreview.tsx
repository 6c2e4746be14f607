import type { CodesRead } from "../protocol/generated";
import { CodeChip } from "../ui/CodeChip";
import { INPUT } from "../ui/Field";
import { Warnings } from "../ui/Warnings";
import { count } from "../ui/words";
import { leftOut } from "./findings";
import type { Inspection } from "./useInspection";

interface SheetPreviewProps {
  readonly inspection: Inspection;
  readonly onColumn: (column: string) => void;
}

const SHOWN = 8;

export function SheetPreview({ inspection, onColumn }: SheetPreviewProps) {
  switch (inspection.kind) {
    case "none":
      return null;
    case "reading":
      return <p className="rounded border border-line bg-sheet px-4 py-3 text-sm text-soft">Reading the sheet…</p>;
    case "refused":
      return <p className="text-sm text-soft">There is no preview just now. The sheet is read when the scan starts.</p>;
    case "read":
      return <Read codes={inspection.codes} onColumn={onColumn} />;
  }
}

function Read({ codes, onColumn }: { readonly codes: CodesRead; readonly onColumn: (column: string) => void }) {
  const aside = leftOut(codes);
  return (
    <div className="divide-y divide-line rounded border border-line bg-sheet text-sm">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3">
        <p>
          <span className="font-semibold">
            {count(codes.total)} {codes.total === 1 ? "code" : "codes"}
          </span>
          {aside && <span className="text-soft"> · {aside}</span>}
        </p>
        {codes.columns.length > 1 && <ColumnPicker codes={codes} onColumn={onColumn} />}
      </div>
      <Sample codes={codes} />
      {/* The server's sentences: the same that STARTED and the report say, before it is too late. */}
      <Warnings lines={codes.warnings} />
    </div>
  );
}

function ColumnPicker({ codes, onColumn }: { readonly codes: CodesRead; readonly onColumn: (column: string) => void }) {
  return (
    <label className="flex items-center gap-2 text-soft">
      Column
      <select
        className={`${INPUT} max-w-48 py-1 text-ink`}
        value={codes.column}
        onChange={(event) => onColumn(event.target.value)}
      >
        {codes.columns.map((column) => (
          <option key={column}>{column}</option>
        ))}
      </select>
    </label>
  );
}

function Sample({ codes: { sample, total } }: { readonly codes: CodesRead }) {
  const shown = sample.slice(0, SHOWN);
  if (shown.length === 0) return null;
  return (
    <ul aria-label="First codes" className="flex flex-wrap items-center gap-1.5 px-4 py-3">
      {shown.map((code) => (
        <li key={code} className="min-w-0">
          <CodeChip code={code} />
        </li>
      ))}
      {total > shown.length && <li className="pl-1 text-soft">and {count(total - shown.length)} more</li>}
    </ul>
  );
}
