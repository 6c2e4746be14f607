import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useLayoutEffect, useRef } from "react";

interface VirtualRowsProps<T> {
  readonly label: string;
  readonly items: readonly T[];
  readonly columns: readonly string[];
  readonly heightOf: (item: T) => number;
  readonly keyOf: (item: T) => string;
  readonly header?: ReactNode;
  readonly row: (item: T) => ReactNode;
}

/** A table that only builds the rows in sight. Its rows are `role="row"` children given by `row`. */
export function VirtualRows<T>({ label, items, columns, heightOf, keyOf, header, row }: VirtualRowsProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  // Stable functions: with new ones each render every measurement is made again.
  const estimateSize = useCallback((index: number) => sizeAt(items, index, heightOf), [items, heightOf]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize,
    overscan: 12,
    initialRect: { width: 1024, height: 600 },
  });
  // Heights once asked for are kept, also where other items stand by now, or the rows of a phone that was turned.
  useLayoutEffect(() => virtual.measure(), [virtual, estimateSize]);
  return (
    <div
      ref={scroller}
      role="region"
      aria-label={label}
      tabIndex={0}
      className="relative max-h-[70dvh] overflow-x-hidden overflow-y-auto rounded border border-line bg-sheet"
    >
      <div role="table" aria-label={label} aria-rowcount={items.length + 1}>
        <div role="rowgroup" className={header ? "sticky top-0 z-10" : "sr-only"}>
          <div role="row" aria-rowindex={1}>
            {header ??
              columns.map((column) => (
                <span role="columnheader" key={column}>
                  {column}
                </span>
              ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, size }) => {
            const item = items[index];
            return item === undefined ? null : (
              <div
                role="row"
                key={keyOf(item)}
                aria-rowindex={index + 2}
                className="absolute inset-x-0 top-0 border-t border-line"
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                {row(item)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function sizeAt<T>(items: readonly T[], index: number, heightOf: (item: T) => number): number {
  const item = items[index];
  return item === undefined ? 0 : heightOf(item);
}
