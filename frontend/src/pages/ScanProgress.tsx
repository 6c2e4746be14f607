import type { Complete } from "../protocol/generated";
import { Phases } from "../running/Phases";
import { remainingMs, remainingText } from "../running/remaining";
import type { ScanModel } from "../scan/model";
import { completeOf, epochOf, isEnded, type Status } from "../scan/selectors";
import type { ScanView } from "../scan/store";
import { ProgressBar } from "../ui/ProgressBar";
import { count, files } from "../ui/words";
import { doubtsOf } from "./doubts";
import { STATUS_WORDS } from "./statusWords";

interface ScanProgressProps {
  readonly view: ScanView;
  readonly status: Status;
  readonly percent: number;
  readonly now: number;
}

export function ScanProgress({ view, status, percent, now }: ScanProgressProps) {
  const { model } = view;
  const isTotalKnown = status !== "CONNECTING" && status !== "LISTING";
  const complete = completeOf(model);
  const { phase, tone: usual } = STATUS_WORDS[status];
  // Green is for a scan that leaves no doubt.
  const tone = usual === "good" && complete && doubtsOf(complete).length > 0 ? "accent" : usual;
  const over = isEnded(status);
  const share = status === "CANCELLED" && complete ? examinedPercent(complete) : percent;
  return (
    <section aria-label="Progress" className="space-y-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p>
          <span className="font-medium">
            {phase}
            {status === "PROCESSING" && epochOf(model) > 1 && " again"}
          </span>
          <span className="text-soft"> · {amount(model, isTotalKnown)}</span>
        </p>
        {isTotalKnown && <p className="font-mono text-2xl">{share} %</p>}
      </div>
      <ProgressBar label="Files read" percent={isTotalKnown ? share : null} tone={tone} isOver={over} />
      {!over && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          {model.standing && <Phases phase={model.standing.phase} />}
          <p className="text-sm text-soft">{remark(view, status, now)}</p>
        </div>
      )}
    </section>
  );
}

function remark(view: ScanView, status: Status, at: number): string {
  if (status === "PAUSED") return "";
  const alone = "The scan goes on without this page.";
  if (status !== "PROCESSING") return alone;
  const { epoch, processed, total } = view.model.progress;
  const ms = remainingMs(view.samples, { at, epoch, processed }, total);
  return `${ms === null ? "Estimating the time left…" : `${remainingText(ms)}.`} ${alone}`;
}

function amount(model: ScanModel, isTotalKnown: boolean): string {
  const complete = completeOf(model);
  if (complete?.state === "CANCELLED") return `${count(examined(complete))} of ${files(complete.total_files)} examined`;
  if (complete) return `${count(complete.total_processed)} of ${files(complete.total_files)}`;
  const { processed, total } = model.progress;
  if (!isTotalKnown) return total > 0 ? `${files(total)} so far, ${count(processed)} read` : "nothing counted yet";
  return `${count(processed)} of ${files(total)}`;
}

/** Every file of a cancelled scan has a verdict, but for most of them it is that nobody read them. */
function examined({ total_files, failed }: Complete): number {
  return total_files - failed;
}

function examinedPercent(complete: Complete): number {
  return complete.total_files > 0 ? Math.floor((100 * examined(complete)) / complete.total_files) : 100;
}
