import { useState } from "react";
import { typedCodes } from "../sheet/codes";
import { sheetProblem } from "../sheet/file";
import { Button } from "../ui/Button";
import { described, Field, INPUT, type Problem, ProblemText } from "../ui/Field";
import { count } from "../ui/words";
import { DropZone } from "./DropZone";

interface CodesSectionProps {
  readonly sheet: File | null;
  readonly onSheet: (sheet: File | null) => void;
  readonly typed: string;
  readonly onTyped: (text: string) => void;
  readonly sampleUrl: string | undefined;
  readonly problem: Problem | null;
}

export function CodesSection({ sheet, onSheet, typed, onTyped, sampleUrl, problem }: CodesSectionProps) {
  const [refused, setRefused] = useState<Problem | null>(null);
  const codes = typedCodes(typed);

  function take(file: File | null): void {
    const wrong = file && sheetProblem(file);
    setRefused(wrong ? { message: `${file.name} was not taken.`, hint: wrong } : null);
    if (!wrong) onSheet(file);
  }

  return (
    <div className="space-y-5">
      <div className="space-y-2">
        <DropZone sheet={sheet} onFile={take} isInvalid={Boolean(problem ?? refused)} />
        <ProblemText id="sheet" problem={refused ?? problem} />
        {sampleUrl && !sheet && <SampleButton url={sampleUrl} onFile={take} />}
      </div>
      <Field
        id="codes"
        label="Or type codes"
        help={codes.length > 0 ? <CodeCount total={codes.length} /> : "One a line, or separated by commas. Typed codes are added to the sheet’s."}
      >
        <textarea
          {...described("codes", null)}
          className={`${INPUT} min-h-24 py-2 font-mono leading-6`}
          rows={3}
          value={typed}
          onChange={(event) => onTyped(event.target.value)}
          placeholder={"HOLE-123\nBH-07"}
          spellCheck={false}
        />
      </Field>
    </div>
  );
}

function CodeCount({ total }: { readonly total: number }) {
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
