import { ArrowDown, ArrowUp } from "lucide-react";
import { clsx } from "clsx";
import type { Column, Order } from "./orders";

export const GRID =
  "grid grid-cols-[minmax(10.5rem,1.6fr)_minmax(11rem,2.2fr)_minmax(7rem,1.3fr)_minmax(4rem,0.9fr)_minmax(7.5rem,1.2fr)_minmax(9rem,2.2fr)] items-center gap-x-4 px-4";

const HEADINGS: readonly { readonly column: Column | null; readonly name: string }[] = [
  { column: "code", name: "Code" },
  { column: "file", name: "File" },
  { column: "folder", name: "Folder" },
  { column: "page", name: "Page" },
  { column: "how", name: "Found as" },
  { column: null, name: "In context" },
];

interface HitHeaderProps {
  readonly order: Order;
  readonly isWide: boolean;
  readonly onSort: (column: Column) => void;
}

/** On a phone the headings are heard, not seen; the order is chosen beside the filters there. */
export function HitHeader({ order, isWide, onSort }: HitHeaderProps) {
  return (
    <div role="rowgroup" className={isWide ? "sticky top-0 z-10" : "sr-only"}>
      <div role="row" aria-rowindex={1} className={clsx(isWide && `${GRID} h-9 border-b border-line bg-sunk text-xs text-soft`)}>
        {HEADINGS.map(({ column, name }) => (
          <span role="columnheader" key={name} aria-sort={column ? sortOf(order, column) : undefined}>
            {column && isWide ? <SortButton column={column} name={name} order={order} onSort={onSort} /> : name}
          </span>
        ))}
      </div>
    </div>
  );
}

interface SortButtonProps {
  readonly column: Column;
  readonly name: string;
  readonly order: Order;
  readonly onSort: (column: Column) => void;
}

function SortButton({ column, name, order, onSort }: SortButtonProps) {
  const isSorted = order.by === column;
  const Icon = order.isDescending ? ArrowDown : ArrowUp;
  return (
    <button
      type="button"
      onClick={() => onSort(column)}
      className={clsx("-mx-2 inline-flex h-9 items-center gap-1 rounded px-2 hover:text-ink", isSorted && "font-medium text-ink")}
    >
      {name}
      <Icon aria-hidden className={clsx("size-3.5", !isSorted && "invisible")} />
    </button>
  );
}

function sortOf(order: Order, column: Column): "ascending" | "descending" | "none" {
  if (order.by !== column) return "none";
  return order.isDescending ? "descending" : "ascending";
}
