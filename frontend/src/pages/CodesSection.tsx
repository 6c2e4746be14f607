import { useState } from "react";
import { sheetProblem } from "../sheet/file";
import { SheetPreview } from "../sheet/SheetPreview";
import type { Inspection } from "../sheet/useInspection";
import { Button } from "../ui/Button";
import { described, Field, INPUT, type Problem, ProblemText } from "../ui/Field";
import { count } from "../ui/words";
import { DropZone } from "./DropZone";
import type { Draft } from "./useDraft";

interface CodesSectionProps {
  readonly draft: Pick<Draft, "sheet" | "setSheet" | "setColumn" | "typed" | "setTyped" | "codes">;
  readonly inspection: Inspection;
  /** The name of the sheet of the last scan; "" on a first visit. */
  readonly lastSheet: string;
  readonly sampleUrl: string | undefined;
  readonly problem: Problem | null;
}

export function CodesSection({ draft, inspection, lastSheet, sampleUrl, problem }: CodesSectionProps) {
  const [refused, setRefused] = useState<Problem | null>(null);

  function take(file: File | null): void {
    const wrong = file && sheetProblem(file);
    setRefused(wrong ? { message: `${file.name} was not taken.`, hint: wrong } : null);
    if (!wrong) draft.setSheet(file);
  }

  const shown = refused ?? problem;
  return (
    <div className="space-y-4">
      <div className="space-y-2">
        <DropZone sheet={draft.sheet} onFile={take} lastSheet={lastSheet} isInvalid={shown !== null} />
        <ProblemText id="sheet" problem={shown} />
        {sampleUrl && !draft.sheet && <SampleButton url={sampleUrl} onFile={take} />}
        {(!shown || inspection.kind === "read") && <SheetPreview inspection={inspection} onColumn={draft.setColumn} />}
      </div>
      <Field id="codes" label="Or type codes" help={<TypedHelp total={draft.codes.length} />}>
        <textarea
          {...described("codes", null)}
          className={`${INPUT} min-h-20 py-2 font-mono leading-6`}
          rows={2}
          value={draft.typed}
          onChange={(event) => draft.setTyped(event.target.value)}
          placeholder="HOLE-123, BH-07"
          spellCheck={false}
        />
      </Field>
    </div>
  );
}

function TypedHelp({ total }: { readonly total: number }) {
  if (total === 0) return <>One a line, or separated by commas. Typed codes are added to the sheet’s.</>;
  return (
    <>
      {count(total)} {total === 1 ? "code" : "codes"} typed.
    </>
  );
}

function SampleButton({ url, onFile }: { readonly url: string; readonly onFile: (file: File) => void }) {
  const [failed, setFailed] = useState(false);

  async function load(): Promise<void> {
    const response = await fetch(url).catch(() => null);
    setFailed(!response?.ok);
    if (response?.ok) onFile(new File([await response.blob()], url.split("/").at(-1) ?? "codes.xlsx"));
  }

  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <Button look="quiet" className="-ml-4" onClick={() => void load()}>
        Use the sample code sheet
      </Button>
      {failed && <span className="text-bad">The sample sheet could not be loaded.</span>}
    </div>
  );
}
