import { GitCompareArrows, Trash2 } from "lucide-react";
import { Fragment } from "react";
import type { ScanSummary } from "../protocol/generated";
import { PlaceLink } from "../ui/PlaceLink";
import { count, files } from "../ui/words";
import { StateBadge } from "./StateBadge";
import { gapText, groupOf, nameOf, startedText, tookText } from "./words";

interface ScanRowProps {
  readonly scan: ScanSummary;
  readonly onDelete: () => void;
}

const ICON = "grid size-11 place-items-center rounded text-soft hover:bg-sunk hover:text-ink";

export function ScanRow({ scan, onDelete }: ScanRowProps) {
  const isOver = groupOf(scan) !== "running";
  const { session_id: sessionId } = scan;
  return (
    <li className="flex items-center gap-x-4 py-2.5 pr-2 pl-4 hover:bg-sunk">
      <div className="grid min-w-0 flex-1 gap-x-6 gap-y-1 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1.4fr)] md:items-center">
        <div className="min-w-0">
          <PlaceLink to={{ kind: "scan", sessionId }} className="block truncate font-medium text-ink hover:text-accent hover:underline">
            {nameOf(scan)}
          </PlaceLink>
          <p className="text-sm text-soft">
            {partsOf(scan).map((part, at) => (
              <Fragment key={part}>
                {at > 0 && " · "}
                <span className="whitespace-nowrap">{part}</span>
              </Fragment>
            ))}
          </p>
        </div>
        <StateBadge scan={scan} />
        <Figures scan={scan} />
      </div>
      {/* As wide without its buttons, so that the columns stay in line. */}
      <div className="flex w-[5.5rem] shrink-0 justify-end max-md:w-11 max-md:flex-col">
        {isOver && (
          <>
            <PlaceLink to={{ kind: "compare", sessionId, earlierId: null }} className={ICON} title="Compare with an earlier scan">
              <GitCompareArrows aria-hidden className="size-4" />
              <span className="sr-only">Compare {nameOf(scan)} with an earlier scan</span>
            </PlaceLink>
            <button type="button" onClick={onDelete} className={ICON} title="Delete">
              <Trash2 aria-hidden className="size-4" />
              <span className="sr-only">
                Delete {nameOf(scan)}, {startedText(scan)}
              </span>
            </button>
          </>
        )}
      </div>
    </li>
  );
}

function Figures({ scan }: { readonly scan: ScanSummary }) {
  const total = scan.total_files || scan.total;
  const gap = gapText(scan);
  return (
    <div className="text-sm">
      <p>
        <span className="font-mono">{count(scan.matched)}</span> of {files(total)} with a code
      </p>
      {gap && <p className="text-warn">{gap}</p>}
    </div>
  );
}

/** When it began, how long it took, how much was looked for. */
function partsOf(scan: ScanSummary): readonly string[] {
  const codes = `${count(scan.total_codes)} ${scan.total_codes === 1 ? "code" : "codes"}`;
  return [startedText(scan), ...tookText(scan), codes];
}
