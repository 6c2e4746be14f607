import { clsx } from "clsx";
import { CircleAlert, CircleCheck, CirclePause, CircleSlash, CircleX, LoaderCircle } from "lucide-react";
import type { ScanSummary } from "../protocol/generated";
import { gapText, GROUP_NAMES, groupOf } from "./words";

const LOOKS = {
  running: { icon: LoaderCircle, tone: "text-accent" },
  paused: { icon: CirclePause, tone: "text-warn" },
  complete: { icon: CircleCheck, tone: "text-good" },
  doubtful: { icon: CircleAlert, tone: "text-warn" },
  cancelled: { icon: CircleSlash, tone: "text-soft" },
  failed: { icon: CircleX, tone: "text-bad" },
} as const;

/** Green is for a scan that leaves no doubt. */
export function StateBadge({ scan }: { readonly scan: ScanSummary }) {
  const group = groupOf(scan);
  const isDoubtful = group === "complete" && gapText(scan) !== "";
  const isPaused = scan.state === "PAUSED";
  const { icon: Icon, tone } = LOOKS[isPaused ? "paused" : isDoubtful ? "doubtful" : group];
  return (
    <span className="inline-flex items-center gap-1.5 text-sm whitespace-nowrap">
      <Icon aria-hidden className={clsx("size-4 shrink-0", tone)} />
      {isPaused ? "Paused" : isDoubtful ? "Complete, with gaps" : GROUP_NAMES[group]}
    </span>
  );
}
