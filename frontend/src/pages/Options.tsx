import type { MatchMode, ScanOptions } from "../protocol/generated";

interface OptionsProps {
  readonly options: ScanOptions;
  readonly onChange: (options: ScanOptions) => void;
}

const MODES: readonly { mode: MatchMode; name: string; help: string }[] = [
  { mode: "exact", name: "Exact", help: "Only the code as your list spells it." },
  { mode: "normalised", name: "Usual", help: "Also HOLE 123, hole_123 and HOLE123 for HOLE-123." },
  { mode: "ocr", name: "Scans", help: "Also look-alikes that text recognition confuses: O and 0, I and 1." },
];

export function Options({ options, onChange }: OptionsProps) {
  return (
    <div className="space-y-5">
      <fieldset>
        <legend className="sr-only">How closely the text must equal the code</legend>
        <div className="grid gap-3 sm:grid-cols-3">
          {MODES.map(({ mode, name, help }) => (
            <label
              key={mode}
              className="flex cursor-pointer gap-3 rounded border border-edge bg-sheet p-3 has-checked:border-accent has-checked:bg-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="mode"
                className="mt-1 size-4 shrink-0 accent-accent"
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
      <label className="flex min-h-11 cursor-pointer items-start gap-3 text-sm">
        <input
          type="checkbox"
          className="mt-0.5 size-4 accent-accent"
          checked={options.leading_zeros ?? false}
          onChange={(event) => onChange({ ...options, leading_zeros: event.target.checked })}
        />
        <span>
          <span className="block font-medium">Leading zeros do not count</span>
          <span className="block text-soft">HOLE-01 and HOLE-1 are the same code.</span>
        </span>
      </label>
    </div>
  );
}
