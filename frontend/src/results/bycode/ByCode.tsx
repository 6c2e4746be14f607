import { useMemo } from "react";
import type { HolescanClient } from "../../client";
import { Empty } from "../../pages/Empty";
import type { CodeRow, MatchRow } from "../../protocol/generated";
import type { Rows } from "../../scan/rows";
import { CodeChip } from "../../ui/CodeChip";
import { useIsWide, useThrottled } from "../../ui/hooks";
import { VirtualRows } from "../../ui/VirtualRows";
import { count, files } from "../../ui/words";
import { NO_FILTERS } from "../matches/filters";
import type { QueryState } from "../query";
import { Trouble } from "../Trouble";
import { useSection } from "../useSection";
import { ranked, talliesOf } from "./tallies";

/** Ranks change with every row; seen twice a second they can be read. */
const EVERY_MS = 500;
const ROW_PX = 44;
const height = () => ROW_PX;
const COLUMNS = ["Code", "Files", "Places"];
const GRID = "grid grid-cols-[minmax(7rem,1fr)_minmax(0,2.4fr)_4.5rem] items-center gap-x-4 px-4";

interface ByCodeProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly epoch: number;
  readonly query: QueryState;
  readonly rows: Rows<MatchRow>;
  readonly isComplete: boolean;
}

/** Bars that are the lines of a table: the longest first, each a way to the hits of its code. */
export function ByCode({ client, sessionId, epoch, query, rows, isComplete }: ByCodeProps) {
  const recorded = useSection<CodeRow>(client, sessionId, "by_code", { isKnown: isComplete, epoch });
  const seen = useThrottled(rows, EVERY_MS);
  const live = useMemo(() => talliesOf(seen.values()), [seen]);
  const isWhole = isComplete && !recorded.isLoading && !recorded.problem;
  const codes = useMemo(() => (isWhole ? ranked(recorded.rows) : live), [isWhole, recorded.rows, live]);
  const most = codes[0]?.files ?? 1;
  const isWide = useIsWide();

  function show(code: string): void {
    query.change({ tab: "matches", filters: { ...NO_FILTERS, code } });
  }

  return (
    <div className="space-y-3">
      {recorded.problem && <Trouble problem={recorded.problem} again={recorded.again} />}
      {codes.length === 0 ? (
        <Empty title={isComplete ? "No code was found" : "No code found yet"}>Each code that is found appears here with its files.</Empty>
      ) : (
        <>
          <p className="text-sm text-soft">
            {count(codes.length)} {codes.length === 1 ? "code" : "codes"} found{isWhole ? "" : " so far"}. Choose one to see where.
          </p>
          <VirtualRows<CodeRow>
            label="Matches by code"
            items={codes}
            columns={COLUMNS}
            heightOf={height}
            keyOf={(row) => row.code}
            header={<Header />}
            row={(row) => <CodeBar row={row} share={row.files / most} isWide={isWide} onShow={show} />}
          />
        </>
      )}
    </div>
  );
}

function Header() {
  return (
    <div role="presentation" className={`${GRID} h-9 border-b border-line bg-sunk text-xs text-soft`}>
      {COLUMNS.map((column) => (
        <span role="columnheader" key={column} className="last:text-right">
          {column}
        </span>
      ))}
    </div>
  );
}

interface CodeBarProps {
  readonly row: CodeRow;
  /** Of the longest bar, 0 to 1. */
  readonly share: number;
  readonly isWide: boolean;
  readonly onShow: (code: string) => void;
}

function CodeBar({ row, share, isWide, onShow }: CodeBarProps) {
  return (
    <div role="presentation" className={`${GRID} relative h-full text-sm hover:bg-sunk`}>
      <div role="cell" className="min-w-0">
        <button
          type="button"
          onClick={() => onShow(row.code)}
          className="flex h-11 w-full items-center text-left after:absolute after:inset-0"
          title={row.file_names.join("\n")}
        >
          <CodeChip code={row.code} weak={row.weak} />
        </button>
      </div>
      <div role="cell" className="flex min-w-0 items-center gap-3">
        <span aria-hidden className="filled h-4 min-w-1 shrink-0 rounded-sm bg-accent" style={{ width: `${share * (isWide ? 80 : 55)}%` }} />
        <span className="font-mono text-xs whitespace-nowrap">
          {count(row.files)}
          <span className="sr-only"> {files(row.files).split(" ")[1]}</span>
        </span>
      </div>
      <div role="cell" className="text-right font-mono text-xs text-soft">
        {count(row.places)}
      </div>
    </div>
  );
}
