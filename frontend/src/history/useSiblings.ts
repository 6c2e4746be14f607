import { useEffect, useState } from "react";
import { Refused } from "../connection/requests";
import type { ScanSummary } from "../protocol/generated";
import type { Ask } from "../scan/follow";
import { pageAt } from "./useScans";
import { groupOf } from "./words";

/** More than this is not searched for a scan to compare with. */
const PAGES = 10;

export interface Siblings {
  readonly scan: ScanSummary;
  /** Scans of the same folder that ended before this one began, the newest first. */
  readonly earlier: readonly ScanSummary[];
}

export type FindingSiblings =
  | { readonly kind: "looking" }
  | { readonly kind: "refused"; readonly refused: Refused }
  | ({ readonly kind: "found" } & Siblings);

/** The scans that this one can be compared with. */
export function useSiblings(ask: Ask, sessionId: string): FindingSiblings {
  const [found, setFound] = useState<FindingSiblings>({ kind: "looking" });
  useEffect(() => {
    let isCurrent = true;
    void find(ask, sessionId).then((next) => isCurrent && setFound(next));
    return () => {
      isCurrent = false;
    };
  }, [ask, sessionId]);
  return found;
}

async function find(ask: Ask, sessionId: string): Promise<FindingSiblings> {
  try {
    const { scan } = await ask<"get_scan">({ action: "get_scan", session_id: sessionId });
    const earlier = (await everyScan(ask)).filter((other) => isEarlierOf(scan, other));
    return { kind: "found", scan, earlier };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: "refused", refused: error };
  }
}

async function everyScan(ask: Ask): Promise<readonly ScanSummary[]> {
  const scans: ScanSummary[] = [];
  let cursor = "";
  for (let page = 0; page === 0 || (cursor !== "" && page < PAGES); page++) {
    const answer = await pageAt(ask, cursor);
    scans.push(...answer.scans);
    cursor = answer.next_cursor;
  }
  return scans;
}

export function isEarlierOf(scan: ScanSummary, other: ScanSummary): boolean {
  const group = groupOf(other);
  return (
    other.session_id !== scan.session_id &&
    other.folder_link === scan.folder_link &&
    (group === "complete" || group === "cancelled") &&
    Date.parse(other.started_at) < Date.parse(scan.started_at)
  );
}
