import { type Range, defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { memo, type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import type { Hit } from "./hits";
import { HitHeader } from "./HitHeader";
import { HitRow } from "./HitRow";
import type { Column, Order } from "./orders";
import { useKeys } from "./useKeys";

const WIDE_ROW_PX = 44;
const NARROW_ROW_PX = 76;
const OVERSCAN = 8;
/** A nudge of the wheel is not yet reading. */
const SCROLLED_PX = 8;

interface HitTableProps {
  readonly lines: readonly Hit[];
  readonly order: Order;
  readonly isWide: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onSort: (column: Column) => void;
  readonly onOpen: (hit: Hit) => void;
  readonly onScrolled: (isScrolled: boolean) => void;
}

/** A grid that builds only the rows in sight. Arrows move, Enter opens, Ctrl+C copies. */
export const HitTable = memo(function HitTable({ lines, order, isWide, scroller, onSort, onOpen, onScrolled }: HitTableProps) {
  const rowPx = isWide ? WIDE_ROW_PX : NARROW_ROW_PX;
  const toRow = useRef<(index: number) => void>(() => undefined);
  const { active, point, onKeyDown } = useKeys(lines, onOpen, toRow);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    // Stable functions: with new ones each render every measurement is made again.
    estimateSize: useCallback(() => rowPx, [rowPx]),
    rangeExtractor: useCallback((range: Range) => withActive(defaultRangeExtractor(range), active), [active]),
    overscan: OVERSCAN,
    // Each step of the wheel would be rendered by itself, within the wheel's own event.
    useFlushSync: false,
    initialRect: { width: 1024, height: 600 },
  });
  // Heights once asked for are kept, also after the phone was turned.
  useLayoutEffect(() => virtual.measure(), [virtual, rowPx]);
  toRow.current = (index) => virtual.scrollToIndex(index);
  useAnchor(scroller, lines, rowPx);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label="Matches"
      aria-rowcount={lines.length + 1}
      aria-activedescendant={active >= 0 ? rowId(active) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => onScrolled(event.currentTarget.scrollTop > SCROLLED_PX)}
      className="hits relative max-h-[72dvh] overflow-x-hidden overflow-y-auto rounded border border-line bg-sheet"
    >
      <HitHeader order={order} isWide={isWide} onSort={onSort} />
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const hit = lines[index];
          return (
            hit && (
              <HitRow
                key={hit.key}
                id={rowId(index)}
                index={index}
                start={start}
                hit={hit}
                isWide={isWide}
                isActive={index === active}
                onOpen={onOpen}
                onPoint={point}
              />
            )
          );
        })}
      </div>
    </div>
  );
});

function rowId(index: number): string {
  return `hit-${index}`;
}

/** The row with the focus stays, wherever one has scrolled. */
function withActive(range: number[], active: number): number[] {
  return active < 0 || range.includes(active) ? range : [...range, active].toSorted((one, other) => one - other);
}

/** When lines come in above, what is being read stays where it is. */
function useAnchor(scroller: RefObject<HTMLDivElement | null>, lines: readonly Hit[], rowPx: number): void {
  const shown = useRef(lines);
  useLayoutEffect(() => {
    const [before, box] = [shown.current, scroller.current];
    shown.current = lines;
    if (!box || box.scrollTop === 0 || before === lines) return;
    const index = Math.floor(box.scrollTop / rowPx);
    const moved = lines.findIndex((hit) => hit.key === before[index]?.key) - index;
    if (moved > 0) box.scrollTop += moved * rowPx;
  }, [scroller, lines, rowPx]);
}
