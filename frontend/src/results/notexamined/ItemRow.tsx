import { clsx } from "clsx";
import { FileMinus, FileX, FolderX, RotateCw } from "lucide-react";
import { Button } from "../../ui/Button";
import { DriveLink } from "../../ui/DriveLink";
import { Check } from "./Check";
import type { Unexamined } from "./unexamined";
import type { Retry } from "./useRetry";

const ICONS = { file: FileX, folder: FolderX, part: FileMinus } as const;

interface ItemRowProps {
  readonly item: Unexamined;
  readonly isWide: boolean;
  /** Null while nothing can be retried. */
  readonly retry: Retry | null;
}

export function ItemRow({ item, isWide, retry }: ItemRowProps) {
  const Icon = ICONS[item.kind];
  const why = item.inVain;
  const canChoose = retry !== null && why === "";
  const grid = isWide
    ? "grid grid-cols-[minmax(0,2.2fr)_minmax(0,1.6fr)_minmax(0,1.6fr)_minmax(0,1.3fr)] items-center gap-x-4"
    : "flex flex-col justify-center";
  // On a phone the lines below stand under the name.
  const below = isWide ? "" : canChoose ? "pl-15" : "pl-6";
  return (
    <div role="presentation" className={`h-full px-4 text-sm ${grid}`}>
      <div role="cell" className="flex min-w-0 items-center gap-1">
        {canChoose && (
          <Check
            label={`Choose ${item.name}`}
            isChecked={retry.chosen.has(item.fileId)}
            onCheck={(isChosen) => retry.choose([item.fileId], isChosen)}
          />
        )}
        <Icon aria-hidden className="mr-1 size-4 shrink-0 text-soft" />
        <DriveLink href={item.link} name={item.name} />
      </div>
      <div role="cell" className={clsx("truncate text-xs text-soft", below)} title={item.path}>
        {item.path || "in the scanned folder itself"}
      </div>
      <div role="cell" className={clsx("truncate text-xs text-soft", below)} title={item.places}>
        {extent(item)}
      </div>
      <div role="cell" className={clsx("text-xs", isWide && "flex justify-end", below)}>
        {why ? (
          <span className="text-soft">{why}</span>
        ) : (
          retry && isWide && <RetryButton item={item} retry={retry} />
        )}
      </div>
    </div>
  );
}

function RetryButton({ item, retry }: { readonly item: Unexamined; readonly retry: Retry }) {
  return (
    <Button
      look="quiet"
      className="-mr-3 min-h-9 px-3"
      aria-label={`Retry ${item.name}`}
      disabled={retry.isAsking}
      onClick={() => retry.retry([item.fileId])}
    >
      <RotateCw aria-hidden className="size-3.5" />
      Retry
    </Button>
  );
}

function extent({ kind, places, attempt }: Unexamined): string {
  const tries = attempt > 1 ? `, after ${attempt} attempts` : "";
  if (kind === "folder") return `the folder’s list${tries}`;
  return (kind === "part" ? `read in part, not ${places || "all of it"}` : places || "the whole file") + tries;
}
