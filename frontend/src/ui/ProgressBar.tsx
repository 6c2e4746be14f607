import { clsx } from "clsx";

interface ProgressBarProps {
  readonly label: string;
  /** Null while the total is unknown. */
  readonly percent: number | null;
  readonly tone: "accent" | "good" | "warn" | "bad";
  /** A bar that will not move any more needs no scale; one without a total only keeps the room for it. */
  readonly isOver?: boolean;
}

const FILL = { accent: "bg-accent", good: "bg-good", warn: "bg-warn", bad: "bg-bad" } as const;

export function ProgressBar({ label, percent, tone, isOver = false }: ProgressBarProps) {
  return (
    <div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent ?? undefined}
        className="h-3 overflow-hidden rounded-sm border border-edge bg-sunk"
      >
        <div
          className={clsx("filled h-full transition-[width] duration-300", FILL[tone], percent === null && "sweep w-1/4")}
          style={percent === null ? undefined : { width: `${percent}%` }}
        />
      </div>
      {!isOver && (
        <div aria-hidden className={clsx(percent === null && "invisible")}>
          <div className="ruler mr-px h-1.5 border-r border-edge" />
          <div className="flex justify-between font-mono text-[0.6875rem] text-soft">
            <span>0</span>
            <span>50</span>
            <span>100 %</span>
          </div>
        </div>
      )}
    </div>
  );
}
