import type { CodesRead } from "../protocol/generated";
import { count } from "../ui/words";

/** "9 repeats removed · 2 blank": what needs no decision. */
export function leftOut({ repeated, blank }: CodesRead): string {
  const parts = [
    ...(repeated > 0 ? [`${count(repeated)} ${repeated === 1 ? "repeat" : "repeats"} removed`] : []),
    ...(blank > 0 ? [`${count(blank)} blank`] : []),
  ];
  return parts.join(" · ");
}
