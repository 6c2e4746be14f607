import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { Phase } from "../scan/model";

const STEPS = ["List folder", "Read files", "Write report"] as const;
const AT: Readonly<Record<Phase, number>> = {
  LISTING: 0,
  PROCESSING: 1,
  CANCELLING: 1,
  REPORTING: 2,
  COMPLETE: 3,
  CANCELLED: 3,
  FAILED: 1,
};

/** Where a running scan stands among its three steps. */
export function Phases({ phase }: { readonly phase: Phase }) {
  const now = AT[phase];
  return (
    <ol aria-label="Steps" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={index === now ? "step" : undefined}
          className={clsx("flex items-center gap-2", index === now ? "font-medium text-ink" : "text-soft")}
        >
          <Dot isDone={index < now} isNow={index === now} />
          {step}
          {index < now && <span className="sr-only">, done</span>}
        </li>
      ))}
    </ol>
  );
}

function Dot({ isDone, isNow }: { readonly isDone: boolean; readonly isNow: boolean }) {
  if (isDone) return <Check aria-hidden className="size-4 text-good" />;
  return <span aria-hidden className={clsx("size-2 rounded-full", isNow ? "filled bg-accent" : "border border-edge")} />;
}
