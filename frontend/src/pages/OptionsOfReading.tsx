import type { OcrMode } from "../protocol/generated";
import { described, Field, INPUT } from "../ui/Field";
import type { OptionsProps } from "./Options";
import { USUAL } from "./optionWords";

const OCR: readonly { mode: OcrMode; name: string }[] = [
  { mode: "auto", name: "Pages that are pictures" },
  { mode: "always", name: "Every page with a picture or a line" },
  { mode: "off", name: "Never; such pages count as not read" },
];

/** Text recognition costs money by the page, so it has a budget. */
export function OptionsOfReading({ options, onChange }: OptionsProps) {
  const budget = options.ocr_page_budget ?? USUAL.ocr_page_budget;
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <Field id="ocr" label="Text recognition">
        <select
          {...described("ocr", null)}
          className={INPUT}
          value={options.ocr ?? USUAL.ocr}
          onChange={(event) => onChange({ ...options, ocr: event.target.value as OcrMode })}
        >
          {OCR.map(({ mode, name }) => (
            <option key={mode} value={mode}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field id="budget" label="Recognised pages, at most" help="Each costs money. Pages beyond are named as not read.">
        <input
          {...described("budget", null)}
          className={`${INPUT} font-mono`}
          type="number"
          min={0}
          max={1_000_000}
          disabled={options.ocr === "off"}
          value={budget}
          onChange={(event) => onChange({ ...options, ocr_page_budget: whole(event.target.value) })}
        />
      </Field>
    </div>
  );
}

function whole(text: string): number {
  return Math.max(0, Math.floor(Number(text) || 0));
}
