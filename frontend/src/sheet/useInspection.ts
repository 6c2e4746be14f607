import { useEffect, useState } from "react";
import { Refused } from "../connection/requests";
import type { CodesRead } from "../protocol/generated";
import type { Ask } from "../scan/follow";
import { inspectSheet } from "./send";

export type Inspection =
  | { readonly kind: "none" }
  | { readonly kind: "reading" }
  | { readonly kind: "read"; readonly codes: CodesRead }
  | { readonly kind: "refused"; readonly refused: Refused };

const NONE: Inspection = { kind: "none" };
const READING: Inspection = { kind: "reading" };

/** What the server reads in the sheet, asked anew when another column is chosen. */
export function useInspection(ask: Ask, sheet: File | null, column: string): Inspection {
  const [found, setFound] = useState<{ readonly of: File; readonly inspection: Inspection } | null>(null);
  useEffect(() => {
    if (!sheet) return undefined;
    let isCurrent = true;
    inspected(ask, sheet, column).then((inspection) => isCurrent && setFound({ of: sheet, inspection }));
    return () => {
      isCurrent = false;
    };
  }, [ask, sheet, column]);
  if (!sheet) return NONE;
  return found?.of === sheet ? found.inspection : READING;
}

async function inspected(ask: Ask, sheet: File, column: string): Promise<Inspection> {
  try {
    return { kind: "read", codes: await inspectSheet(ask, sheet, column) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: "refused", refused: error };
  }
}
