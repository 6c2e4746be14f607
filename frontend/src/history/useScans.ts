// The caller's scans, page by page, the newest first.
import { useEffect, useState } from "react";
import { Refused } from "../connection/requests";
import type { Scans, ScanSummary } from "../protocol/generated";
import type { Ask } from "../scan/follow";

export type History =
  | { readonly kind: "loading" }
  | { readonly kind: "refused"; readonly refused: Refused }
  | {
      readonly kind: "loaded";
      readonly scans: readonly ScanSummary[];
      /** "" when there are no older ones. */
      readonly nextCursor: string;
      readonly isLoadingMore: boolean;
    };

export interface ScansInHand {
  readonly history: History;
  readonly more: () => void;
  /** From the first page on, as things are now. */
  readonly reload: () => void;
  readonly drop: (sessionId: string) => void;
}

const LOADING: History = { kind: "loading" };

export function useScans(ask: Ask): ScansInHand {
  const [history, setHistory] = useState<History>(LOADING);

  useEffect(() => {
    let isCurrent = true;
    void firstPage(ask).then((found) => isCurrent && setHistory(found));
    return () => {
      isCurrent = false;
    };
  }, [ask]);

  function more(): void {
    if (history.kind !== "loaded" || history.isLoadingMore) return;
    setHistory({ ...history, isLoadingMore: true });
    void nextPage(ask, history.nextCursor).then((join) => setHistory(join));
  }

  return {
    history,
    more,
    reload: () => void firstPage(ask).then(setHistory),
    drop: (sessionId) => setHistory((now) => without(now, sessionId)),
  };
}

async function firstPage(ask: Ask): Promise<History> {
  try {
    const { scans, next_cursor } = await pageAt(ask, "");
    return { kind: "loaded", scans, nextCursor: next_cursor, isLoadingMore: false };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: "refused", refused: error };
  }
}

/** What the next page makes of the history by then. */
async function nextPage(ask: Ask, cursor: string): Promise<(now: History) => History> {
  try {
    const page = await pageAt(ask, cursor);
    return (now) => joined(now, page);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return () => ({ kind: "refused", refused: error });
  }
}

export function pageAt(ask: Ask, cursor: string): Promise<Scans> {
  return ask<"list_scans">({ action: "list_scans", ...(cursor ? { cursor } : {}) });
}

/** A scan that moved between two pages is shown once. */
function joined(history: History, { scans, next_cursor }: Scans): History {
  if (history.kind !== "loaded") return history;
  const known = new Set(history.scans.map(({ session_id }) => session_id));
  const fresh = scans.filter(({ session_id }) => !known.has(session_id));
  return { kind: "loaded", scans: [...history.scans, ...fresh], nextCursor: next_cursor, isLoadingMore: false };
}

function without(history: History, sessionId: string): History {
  if (history.kind !== "loaded") return history;
  return { ...history, scans: history.scans.filter(({ session_id }) => session_id !== sessionId) };
}
