import { type KeyboardEvent, type RefObject, useCallback, useState } from "react";
import { tabbed } from "./csv";
import type { Hit } from "./hits";

const PAGE = 10;

interface Keys {
  /** The row that keys act on; -1 before the first key. */
  readonly active: number;
  readonly point: (hit: Hit, index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Keeps to the line, not to its number: lines that come in above it move it down. */
export function useKeys(lines: readonly Hit[], onOpen: (hit: Hit) => void, toRow: RefObject<(index: number) => void>): Keys {
  const [at, setAt] = useState<{ readonly key: string; readonly index: number } | null>(null);
  const active = at === null ? -1 : indexOf(lines, at);

  // Stable, because every row in sight has it.
  const point = useCallback((hit: Hit, index: number) => setAt({ key: hit.key, index }), []);

  function onKeyDown(event: KeyboardEvent): void {
    const hit = lines[active];
    const next = rowAfter(event.key, active, lines.length);
    const nextHit = next === null ? undefined : lines[next];
    if (next !== null && nextHit) {
      point(nextHit, next);
      toRow.current(next);
    } else if (event.key === "Enter" && hit && event.target === event.currentTarget) onOpen(hit);
    else if (isCopy(event) && hit) void navigator.clipboard.writeText(tabbed(hit));
    else return;
    event.preventDefault();
  }

  return { active, point, onKeyDown };
}

function indexOf(lines: readonly Hit[], { key, index }: { readonly key: string; readonly index: number }): number {
  return lines[index]?.key === key ? index : lines.findIndex((hit) => hit.key === key);
}

/** Where a key leads; null for one that leads nowhere. */
function rowAfter(key: string, active: number, rows: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + PAGE,
    PageUp: active - PAGE,
    Home: 0,
    End: rows - 1,
  };
  const next = steps[key];
  return next === undefined || rows === 0 ? null : Math.min(Math.max(next, 0), rows - 1);
}

/** A selection of text is the browser's to copy. */
function isCopy({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key === "c" && (ctrlKey || metaKey) && window.getSelection()?.toString() === "";
}
