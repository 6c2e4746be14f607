import type { ScanModel } from "../scan/model";
import { completeOf, isEnded, type Status } from "../scan/selectors";
import { ProgressBar } from "../ui/ProgressBar";
import { count, files } from "../ui/words";
import { doubtsOf } from "./doubts";
import { STATUS_WORDS } from "./statusWords";

interface ScanProgressProps {
  readonly model: ScanModel;
  readonly status: Status;
  readonly percent: number;
}

export function ScanProgress({ model, status, percent }: ScanProgressProps) {
  const isTotalKnown = status !== "CONNECTING" && status !== "LISTING";
  const complete = completeOf(model);
  const { phase, tone: usual } = STATUS_WORDS[status];
  // Green is for a scan that leaves no doubt.
  const tone = usual === "good" && complete && doubtsOf(complete).length > 0 ? "accent" : usual;
  return (
    <section aria-label="Progress" className="space-y-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p>
          <span className="font-medium">{phase}</span>
          <span className="text-soft"> · {amount(model, isTotalKnown)}</span>
        </p>
        {isTotalKnown && <p className="font-mono text-2xl">{percent} %</p>}
      </div>
      <ProgressBar label="Files read" percent={isTotalKnown ? percent : null} tone={tone} />
      {!isEnded(status) && (
        <p className="text-sm text-soft">The scan goes on without this page; its address leads back to it.</p>
      )}
    </section>
  );
}

function amount(model: ScanModel, isTotalKnown: boolean): string {
  const complete = completeOf(model);
  if (complete) return `${count(complete.total_processed)} of ${files(complete.total_files)}`;
  const { processed, total } = model.progress;
  if (!isTotalKnown) return total > 0 ? `${files(total)} so far, ${count(processed)} read` : "nothing counted yet";
  return `${count(processed)} of ${files(total)}`;
}
