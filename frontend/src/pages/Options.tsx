import { SlidersHorizontal } from "lucide-react";
import type { MatchMode, ScanOptions } from "../protocol/generated";
import { CHECKBOX } from "../ui/Field";
import { OptionsOfFiles } from "./OptionsOfFiles";
import { OptionsOfReading } from "./OptionsOfReading";
import { changedOptions } from "./optionWords";

export interface OptionsProps {
  readonly options: ScanOptions;
  readonly onChange: (options: ScanOptions) => void;
}

const MODES: readonly { mode: MatchMode; name: string; help: string }[] = [
  { mode: "exact", name: "Exact", help: "Only the code as your list spells it." },
  { mode: "normalised", name: "Usual", help: "Also HOLE 123, hole_123 and HOLE123 for HOLE-123." },
  { mode: "ocr", name: "Scans", help: "Also look-alikes that text recognition confuses: O and 0, I and 1." },
];

export function Options({ options, onChange }: OptionsProps) {
  const changed = changedOptions(options);
  return (
    <details className="group">
      <summary className="flex min-h-11 list-none items-center gap-3 text-sm">
        <SlidersHorizontal aria-hidden className="size-4 shrink-0 text-soft" />
        <span className="min-w-0 flex-1">
          <span className="font-medium">Options</span>
          <span className="text-soft"> · {changed.length > 0 ? changed.join(", ") : "the usual ones"}</span>
        </span>
        <span className="text-accent group-open:hidden">Change</span>
        <span className="hidden text-accent group-open:inline">Close</span>
      </summary>
      <div className="mt-3 space-y-6 border-t border-line pt-5">
        <Modes options={options} onChange={onChange} />
        <label className="flex min-h-11 items-start gap-3 text-sm">
          <input
            type="checkbox"
            className={CHECKBOX}
            checked={options.leading_zeros ?? false}
            onChange={(event) => onChange({ ...options, leading_zeros: event.target.checked })}
          />
          <span>
            <span className="block font-medium">Leading zeros do not count</span>
            <span className="block text-soft">HOLE-01 and HOLE-1 are the same code.</span>
          </span>
        </label>
        <OptionsOfReading options={options} onChange={onChange} />
        <OptionsOfFiles options={options} onChange={onChange} />
      </div>
    </details>
  );
}

function Modes({ options, onChange }: OptionsProps) {
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">How closely the text must equal the code</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        {MODES.map(({ mode, name, help }) => (
          <label
            key={mode}
            className="flex gap-3 rounded border border-edge bg-sheet p-3 has-checked:border-accent has-checked:bg-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="mode"
              className={CHECKBOX}
              checked={options.mode === mode}
              onChange={() => onChange({ ...options, mode })}
            />
            <span>
              <span className="block text-sm font-medium">{name}</span>
              <span className="block text-sm text-soft">{help}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
