import { useEffect, useState } from "react";
import { Refused } from "../connection/requests";
import type { Estimate } from "../protocol/generated";
import type { Ask } from "../scan/follow";
import { estimateScan, type ScanForm } from "../sheet/send";

export type Estimating =
  /** Something is still missing. */
  | { readonly kind: "idle" }
  | { readonly kind: "asking" }
  | { readonly kind: "known"; readonly estimate: Estimate }
  | { readonly kind: "unknown"; readonly refused: Refused };

/** Typing is over when nothing changed for this long. */
const SETTLED_MS = 700;
const IDLE: Estimating = { kind: "idle" };
const ASKING: Estimating = { kind: "asking" };

/** What the form would take; asked when it has settled, and never in the way of the start. */
export function useEstimate(ask: Ask, form: ScanForm): Estimating {
  const [answered, setAnswered] = useState<{ readonly to: ScanForm; readonly as: Estimating } | null>(null);
  const isAskable = form.token !== null && (form.sheet !== null || form.codes.length > 0 || form.codesOf !== undefined);
  useEffect(() => {
    if (!isAskable) return undefined;
    let isCurrent = true;
    const timer = setTimeout(() => {
      void estimated(ask, form).then((as) => isCurrent && setAnswered({ to: form, as }));
    }, SETTLED_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [ask, form, isAskable]);
  if (!isAskable) return IDLE;
  return answered?.to === form ? answered.as : ASKING;
}

async function estimated(ask: Ask, form: ScanForm): Promise<Estimating> {
  try {
    return { kind: "known", estimate: await estimateScan(ask, form) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { kind: "unknown", refused: error };
  }
}
