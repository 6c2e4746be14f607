import { FileX, FolderX } from "lucide-react";
import { useMemo } from "react";
import type { ReasonGroup, Unexamined } from "../scan/unexamined";
import { DriveLink } from "../ui/DriveLink";
import { useIsWide } from "../ui/hooks";
import { VirtualRows } from "../ui/VirtualRows";
import { count } from "../ui/words";
import { Empty } from "./Empty";
import { REASON_NAMES } from "./reasonNames";

interface NotExaminedProps {
  readonly groups: readonly ReasonGroup[];
  readonly isEnded: boolean;
}

type Line = { readonly key: string; readonly group: ReasonGroup } | { readonly key: string; readonly item: Unexamined };

const COLUMNS = ["Item", "Folder", "What was not read"];
const wideHeight = (line: Line) => ("group" in line ? 76 : 52);
const narrowHeight = (line: Line) => ("group" in line ? 136 : 84);

export function NotExamined({ groups, isEnded }: NotExaminedProps) {
  const isWide = useIsWide();
  const lines = useMemo(() => groups.flatMap(linesOf), [groups]);
  if (lines.length === 0) {
    return (
      <Empty title={isEnded ? "Everything was examined" : "Everything so far was examined"}>
        Files that cannot be read appear here with the reason and what to do.
      </Empty>
    );
  }
  return (
    <VirtualRows<Line>
      label="Not examined"
      items={lines}
      columns={COLUMNS}
      heightOf={isWide ? wideHeight : narrowHeight}
      keyOf={(line) => line.key}
      row={(line) => ("group" in line ? <GroupRow group={line.group} /> : <ItemRow item={line.item} isWide={isWide} />)}
    />
  );
}

function linesOf(group: ReasonGroup): Line[] {
  return [
    { key: `reason ${group.reason}`, group },
    ...group.items.map((item) => ({ key: `${group.reason} ${item.key}`, item })),
  ];
}

function GroupRow({ group }: { readonly group: ReasonGroup }) {
  return (
    <div role="cell" className="flex h-full flex-col justify-center bg-warn-tint px-4">
      <p className="text-sm font-medium">
        {REASON_NAMES[group.reason] ?? group.reason}{" "}
        <span className="font-mono text-xs font-normal text-soft">{count(group.items.length)}</span>
      </p>
      <p className="line-clamp-4 text-sm text-soft">{group.message}</p>
    </div>
  );
}

function ItemRow({ item, isWide }: { readonly item: Unexamined; readonly isWide: boolean }) {
  const Icon = item.kind === "folder" ? FolderX : FileX;
  const cells = isWide ? "grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,1.6fr)] items-center gap-x-4" : "content-center";
  return (
    <div className={`grid h-full px-4 text-sm ${cells}`}>
      <div role="cell" className="flex min-w-0 items-center gap-2">
        <Icon aria-hidden className="size-4 shrink-0 text-soft" />
        <DriveLink href={item.link} name={item.name} />
      </div>
      <div role="cell" className="truncate text-xs text-soft" title={item.path}>
        {item.path || "in the scanned folder itself"}
      </div>
      <div role="cell" className="truncate text-xs text-soft" title={item.places}>
        {extent(item)}
      </div>
    </div>
  );
}

function extent({ kind, places, attempt }: Unexamined): string {
  const tries = attempt > 1 ? `, after ${attempt} attempts` : "";
  if (kind === "folder") return `the folder’s list${tries}`;
  return (kind === "part" ? `in part: ${places || "see the report"}` : places || "the whole file") + tries;
}
