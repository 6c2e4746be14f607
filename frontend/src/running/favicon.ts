// The scan's progress in the browser's tab: a ring that closes, then a tick or a cross.
import { useEffect } from "react";
import type { Status } from "../scan/selectors";

/** Readable on the tab strips of light and dark browsers alike. */
const COLOURS = { going: "#2f86c9", good: "#2a9461", warn: "#c47f17", bad: "#d24a50" } as const;
const RADIUS = 12;
const AROUND = 2 * Math.PI * RADIUS;
const MARKS = { tick: "M9.5 16.5l4.5 4.5 8.5-10", cross: "M11 11l10 10M21 11l-10 10", bars: "M12.5 11v10M19.5 11v10" } as const;

/** An SVG image, small enough to be its own address. */
export function faviconFor(status: Status, percent: number): string {
  switch (status) {
    case "COMPLETE":
      return icon({ colour: COLOURS.good, part: 1, mark: MARKS.tick });
    case "CANCELLED":
      return icon({ colour: COLOURS.warn, part: 1, mark: MARKS.cross });
    case "FAILED":
      return icon({ colour: COLOURS.bad, part: 1, mark: MARKS.cross });
    case "PAUSED":
      return icon({ colour: COLOURS.warn, part: percent / 100, mark: MARKS.bars });
    default:
      return icon({ colour: COLOURS.going, part: percent / 100, mark: "" });
  }
}

export function useFavicon(status: Status, percent: number): void {
  const href = faviconFor(status, percent);
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>("link[rel=icon]");
    const usual = link?.getAttribute("href");
    if (!link || !usual) return undefined;
    link.href = href;
    return () => link.setAttribute("href", usual);
  }, [href]);
}

function icon({ colour, part, mark }: { colour: string; part: number; mark: string }): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="${colour}" stroke-width="5">` +
    `<circle cx="16" cy="16" r="${RADIUS}" opacity=".25"/>` +
    `<circle cx="16" cy="16" r="${RADIUS}" transform="rotate(-90 16 16)" stroke-dasharray="${(AROUND * part).toFixed(1)} 99"/>` +
    `<path d="${mark}" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
