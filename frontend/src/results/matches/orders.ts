// The orders of the table. Each is total, so that every page shows the same lines in the same places.
import type { How } from "../../protocol/generated";
import type { Hit } from "./hits";

export const COLUMNS = ["code", "file", "folder", "page", "how"] as const;
export type Column = (typeof COLUMNS)[number];

/** `found` is the order of arrival, the newest first; only this page knows it. */
export interface Order {
  readonly by: Column | "found";
  readonly isDescending: boolean;
}

export type Compare = (one: Hit, other: Hit) => number;

const HOW_RANK: Readonly<Record<How, number>> = { exact: 0, normalised: 1, ocr: 2 };

const byCode: Compare = (one, other) => strings(one.codeKey, other.codeKey);
const byName: Compare = (one, other) => strings(one.nameKey, other.nameKey);
const byFolder: Compare = (one, other) => strings(one.pathKey, other.pathKey);
const byPage: Compare = (one, other) => (one.code?.page ?? 0) - (other.code?.page ?? 0);
const byHow: Compare = (one, other) => howRank(one) - howRank(other);
const byKey: Compare = (one, other) => strings(one.key, other.key);

const FIRST_BY: Readonly<Record<Column, readonly Compare[]>> = {
  code: [byCode, byFolder, byName],
  file: [byName, byFolder, byCode],
  folder: [byFolder, byName, byCode],
  page: [byPage, byCode, byFolder, byName],
  how: [byHow, byCode, byFolder, byName],
};

export function comparing({ by, isDescending }: Order): Compare {
  if (by === "found") return (one, other) => other.arrived - one.arrived;
  const order = inTurn([...FIRST_BY[by], byKey]);
  return isDescending ? (one, other) => order(other, one) : order;
}

function inTurn(orders: readonly Compare[]): Compare {
  return (one, other) => {
    for (const order of orders) {
      const difference = order(one, other);
      if (difference !== 0) return difference;
    }
    return 0;
  };
}

function strings(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Weak codes behind the others of their kind: a hit of them may be chance. */
function howRank({ code }: Hit): number {
  return code ? HOW_RANK[code.how] * 2 + Number(code.weak) : HOW_RANK.ocr * 2 + 2;
}
