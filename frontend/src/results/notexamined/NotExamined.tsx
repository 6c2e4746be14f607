import { useMemo } from "react";
import type { HolescanClient } from "../../client";
import { Empty } from "../../pages/Empty";
import type { ScanModel } from "../../scan/model";
import { useIsWide } from "../../ui/hooks";
import { VirtualRows } from "../../ui/VirtualRows";
import { OnTheirWay } from "../OnTheirWay";
import { GroupRow } from "./GroupRow";
import { ItemRow } from "./ItemRow";
import { RetryBar } from "./RetryBar";
import { type ReasonGroup, type Unexamined, unexaminedOf } from "./unexamined";
import { useRetry } from "./useRetry";

interface NotExaminedProps {
  readonly client: HolescanClient;
  readonly model: ScanModel;
  /** Items that were counted and have not reached this page. */
  readonly missing: number;
  readonly isEnded: boolean;
  /** Whether the scan's options let text recognition read pictures. */
  readonly recognises: boolean;
  /** Only a scan that is complete or cancelled can be retried. */
  readonly canRetry: boolean;
}

type Line = { readonly key: string; readonly group: ReasonGroup } | { readonly key: string; readonly item: Unexamined };

const COLUMNS = ["Item", "Folder", "What was not read", "Retry"];
const wideHeight = (line: Line) => ("group" in line ? 80 : 48);
const narrowHeight = (line: Line) => ("group" in line ? 52 + 20 * linesOnAPhone(line.group.message) : 88);

export function NotExamined({ client, model, missing, isEnded, recognises, canRetry }: NotExaminedProps) {
  const isWide = useIsWide();
  const { sessionId, matches, failures, examined, partly } = model;
  const groups = useMemo(
    () => unexaminedOf({ matches, failures, examined, partly }, recognises),
    [matches, failures, examined, partly, recognises],
  );
  const lines = useMemo(() => groups.flatMap(linesOf), [groups]);
  const retry = useRetry(client, sessionId);
  if (lines.length === 0) return <NoItems missing={missing} isEnded={isEnded} />;
  return (
    <div className="space-y-3">
      <RetryBar groups={groups} missing={missing} retry={retry} isEnded={isEnded} canRetry={canRetry} />
      <VirtualRows<Line>
        label="Not examined"
        items={lines}
        columns={COLUMNS}
        heightOf={isWide ? wideHeight : narrowHeight}
        keyOf={(line) => line.key}
        row={(line) =>
          "group" in line ? (
            <GroupRow group={line.group} retry={canRetry ? retry : null} />
          ) : (
            <ItemRow item={line.item} isWide={isWide} retry={canRetry ? retry : null} />
          )
        }
      />
    </div>
  );
}

function NoItems({ missing, isEnded }: Pick<NotExaminedProps, "missing" | "isEnded">) {
  if (missing > 0) return <OnTheirWay total={missing} />;
  return (
    <Empty title={isEnded ? "Everything was examined" : "Everything so far was examined"}>
      Files that cannot be read appear here with the reason and what to do.
    </Empty>
  );
}

/** At most seven are shown, see GroupRow; a phone has room for so many letters in a line, or a few more. */
function linesOnAPhone(message: string): number {
  return Math.min(7, Math.ceil(message.length / 36));
}

function linesOf(group: ReasonGroup): Line[] {
  return [
    { key: `reason ${group.reason}`, group },
    ...group.items.map((item) => ({ key: `${group.reason} ${item.key}`, item })),
  ];
}
