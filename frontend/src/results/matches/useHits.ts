import { useMemo, useState } from "react";
import type { MatchRow } from "../../protocol/generated";
import type { Rows } from "../../scan/rows";
import { writeQuery, type Query } from "../query";
import type { Order } from "./orders";
import { emptyView, type HitView, NEWEST, type Question, viewAfter } from "./view";

const BY_CODE: Order = { by: "code", isDescending: false };

/** The lines for what the address asks, kept up as rows arrive. */
export function useHits(rows: Rows<MatchRow>, query: Query, usual: Order): HitView {
  const question = useQuestion(query, query.order ?? usual);
  const [view, setView] = useState(emptyView);
  const now = viewAfter(view, rows, question);
  if (now !== view) setView(now);
  return now;
}

/** The same object for the same question, whatever else changes in the address. */
function useQuestion({ filters, order }: Query, inOrder: Order): Question {
  const text = writeQuery("", { tab: "matches", filters, order });
  // oxlint-disable-next-line react/exhaustive-deps -- `text` says all of `filters`
  return useMemo(() => ({ filters, order: inOrder }), [text, inOrder.by, inOrder.isDescending]);
}

/** The newest first while the scan runs, by code after it; never changed under somebody's eyes. */
export function useUsualOrder(isEnded: boolean, isScrolled: boolean): Order {
  const fitting = isEnded ? BY_CODE : NEWEST;
  const [usual, setUsual] = useState(fitting);
  if (usual !== fitting && !isScrolled) setUsual(fitting);
  return isScrolled ? usual : fitting;
}

export interface Reading {
  readonly view: HitView;
  /** Lines that have come and are not shown yet. */
  readonly waiting: number;
  readonly release: () => void;
}

/** While somebody reads, the lines stay as they are and new ones wait. */
export function useReading(live: HitView, isReading: boolean): Reading {
  const [held, setHeld] = useState<HitView | null>(null);
  const now = isReading ? (held?.question === live.question ? held : live) : null;
  if (now !== held) setHeld(now);
  const view = now ?? live;
  return { view, waiting: Math.max(0, live.lines.length - view.lines.length), release: () => setHeld(null) };
}
