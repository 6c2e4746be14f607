import { useEffect, useState } from "react";
import { Refused } from "../connection/requests";
import type { Ask } from "../scan/follow";
import { SnapshotLost } from "../scan/snapshot";
import { compare, type Comparison, type ScanRecord } from "./compare";
import { recordOf } from "./record";

export type Comparing =
  | { readonly kind: "reading"; readonly rows: number }
  | { readonly kind: "refused"; readonly message: string }
  | { readonly kind: "done"; readonly comparison: Comparison; readonly earlier: ScanRecord; readonly later: ScanRecord };

const BEGUN: Comparing = { kind: "reading", rows: 0 };

/** Reads both scans from end to end, and finds what is new and what is gone. */
export function useComparison(ask: Ask, laterId: string, earlierId: string): Comparing {
  const key = `${laterId} ${earlierId}`;
  const [shown, setShown] = useState<{ readonly key: string; readonly comparing: Comparing } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const show = (comparing: Comparing) => isCurrent && setShown({ key, comparing });
    void compared(ask, laterId, earlierId, (rows) => show({ kind: "reading", rows })).then(show);
    return () => {
      isCurrent = false;
    };
  }, [ask, key, laterId, earlierId]);
  return shown?.key === key ? shown.comparing : BEGUN;
}

async function compared(ask: Ask, laterId: string, earlierId: string, onRows: (rows: number) => void): Promise<Comparing> {
  try {
    const earlier = await recordOf(ask, earlierId, onRows);
    const later = await recordOf(ask, laterId, (rows) => onRows(earlier.matches.length + rows));
    return { kind: "done", comparison: compare(earlier, later), earlier, later };
  } catch (error) {
    if (error instanceof Refused || error instanceof SnapshotLost) return { kind: "refused", message: error.message };
    throw error;
  }
}
