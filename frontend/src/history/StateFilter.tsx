import { clsx } from "clsx";
import type { ScanSummary } from "../protocol/generated";
import { GROUP_NAMES, groupOf, type StateGroup } from "./words";

interface StateFilterProps {
  readonly scans: readonly ScanSummary[];
  readonly chosen: StateGroup | "all";
  readonly onChoose: (group: StateGroup | "all") => void;
}

const GROUPS = ["all", "running", "complete", "cancelled", "failed"] as const;

/** Which scans are shown, with how many of those that are loaded there are of each. */
export function StateFilter({ scans, chosen, onChoose }: StateFilterProps) {
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">Show scans that are</legend>
      {GROUPS.map((group) => (
        <label
          key={group}
          className={clsx(
            "flex min-h-9 items-center gap-2 rounded-full border px-3 text-sm",
            "has-checked:border-accent has-checked:bg-tint has-checked:text-ink",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
            "border-line bg-sheet text-soft hover:text-ink",
          )}
        >
          <input
            type="radio"
            name="state"
            className="sr-only"
            checked={chosen === group}
            onChange={() => onChoose(group)}
          />
          {group === "all" ? "All" : GROUP_NAMES[group]}
          <span className="font-mono text-xs">{group === "all" ? scans.length : scans.filter((scan) => groupOf(scan) === group).length}</span>
        </label>
      ))}
    </fieldset>
  );
}
