// What is odd about a sheet, in words; the same figures that STARTED warns of, before it is too late.
import type { CodesRead, DateCell } from "../protocol/generated";
import { count } from "../ui/words";

/** More than these are counted, not named. */
const NAMED = 4;

/** "9 repeats removed · 2 blank": what needs no decision. */
export function leftOut({ repeated, blank }: CodesRead): string {
  const parts = [
    ...(repeated > 0 ? [`${count(repeated)} ${repeated === 1 ? "repeat" : "repeats"} removed`] : []),
    ...(blank > 0 ? [`${count(blank)} blank`] : []),
  ];
  return parts.join(" · ");
}

/** What may cost a match, or make a false one. */
export function oddities({ dates_made_by_excel: dates, weak, colliding }: CodesRead): string[] {
  return [
    ...(dates.length > 0 ? [datesText(dates)] : []),
    ...(weak.length > 0 ? [weakText(weak)] : []),
    ...(colliding.length > 0 ? [collidingText(colliding)] : []),
  ];
}

function datesText(dates: readonly DateCell[]): string {
  const cells = named(dates.map(({ cell, shown }) => `${cell} shows ${shown}`));
  const look = dates.length === 1 ? "1 cell looks like a date" : `${count(dates.length)} cells look like dates`;
  return `${look} that Excel made: ${cells}. Format the column as Text and type them again; they are not looked for.`;
}

function weakText(weak: readonly string[]): string {
  const are = weak.length === 1 ? "1 code is" : `${count(weak.length)} codes are`;
  return `${are} so short that a hit may be chance: ${named(weak)}. Such hits are marked.`;
}

function collidingText(colliding: readonly (readonly string[])[]): string {
  const sets = named(colliding.map((codes) => codes.join(" and ")));
  return `The same to this way of matching: ${sets}. A hit counts for each of them.`;
}

function named(things: readonly string[]): string {
  const more = things.length - NAMED;
  return more > 0 ? `${things.slice(0, NAMED).join(", ")} and ${count(more)} more` : things.join(", ");
}
