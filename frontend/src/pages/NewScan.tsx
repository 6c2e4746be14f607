import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { HolescanClient } from "../client";
import type { Config } from "../config";
import { Refused } from "../connection/requests";
import { go, pathOf } from "../route";
import { typedCodes } from "../sheet/codes";
import { type ScanForm, startScan } from "../sheet/send";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { described, Field, INPUT } from "../ui/Field";
import { CodesSection } from "./CodesSection";
import { Options } from "./Options";
import { missingField, type Placed, problemAt, placed } from "./problems";

interface NewScanProps {
  readonly client: HolescanClient;
  readonly config: Config;
}

export function NewScan({ client, config }: NewScanProps) {
  const [folder, setFolder] = useState(config.driveFolderId ?? "");
  const [token, setToken] = useState(config.token ?? "");
  const [sheet, setSheet] = useState<File | null>(null);
  const [typed, setTyped] = useState("");
  const [options, setOptions] = useState<ScanForm["options"]>({ mode: "normalised", leading_zeros: false });
  const { problem, isStarting, submit } = useStart(client);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>("[aria-invalid], [role=alert]")?.focus();
  }, [problem]);

  useEffect(() => {
    document.title = "New scan · holescan";
  }, []);

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    void submit({ token, folder, sheet, codes: typedCodes(typed), options });
  }

  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="mx-auto max-w-3xl">
      <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none sm:text-3xl">
        Find hole codes in drawings
      </h1>
      <p className="mt-2 max-w-prose text-soft">
        Name a Drive folder and give the codes. Every file in it is read, every hit is shown as it is found, and what
        could not be read is named.
      </p>

      <Step number={1} title="Folder">
        <Field
          id="folder"
          label="Drive folder"
          problem={problemAt(problem, "folder")}
          help="The link from the address bar, or the folder’s id. Sub-folders are scanned too."
        >
          <input
            {...described("folder", problemAt(problem, "folder"))}
            className={INPUT}
            value={folder}
            onChange={(event) => setFolder(event.target.value)}
            placeholder="https://drive.google.com/drive/folders/…"
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      </Step>

      <Step number={2} title="Hole codes">
        <CodesSection
          sheet={sheet}
          onSheet={setSheet}
          typed={typed}
          onTyped={setTyped}
          sampleUrl={config.sampleCodesUrl}
          problem={problemAt(problem, "codes")}
        />
      </Step>

      <Step number={3} title="Google access">
        <Field
          id="token"
          label="Access token"
          problem={problemAt(problem, "token")}
          help={
            config.token
              ? "This is the token of the local stack; it opens the sample drawings."
              : "Used to read the folder as you, for this scan only. This page does not keep it."
          }
        >
          <input
            {...described("token", problemAt(problem, "token"))}
            className={`${INPUT} font-mono`}
            type="password"
            value={token}
            onChange={(event) => setToken(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      </Step>

      <Step number={4} title="How to match">
        <Options options={options} onChange={setOptions} />
      </Step>

      <div className="mt-8 space-y-4 sm:pl-12">
        <FormProblem problem={problem} />
        <Button type="submit" look="primary" disabled={isStarting} className="min-h-12 w-full px-8 text-base sm:w-auto">
          {isStarting ? "Starting…" : "Start scan"}
        </Button>
      </div>
    </form>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-8 border-t border-line pt-6">
      <div className="mb-3 flex items-center gap-4">
        <span aria-hidden className="grid size-8 shrink-0 place-items-center rounded-full border border-edge font-mono text-sm text-soft">
          {number}
        </span>
        <h2 className="text-lg font-semibold">{title}</h2>
      </div>
      <div className="sm:pl-12">{children}</div>
    </section>
  );
}

function FormProblem({ problem }: { readonly problem: Placed | null }) {
  if (problem?.field !== "form") return null;
  return (
    <div tabIndex={-1} role="alert" className="outline-none">
      <Banner look="bad" title={problem.message}>
        {problem.hint && <p>{problem.hint}</p>}
      </Banner>
    </div>
  );
}

function useStart(client: HolescanClient) {
  const [problem, setProblem] = useState<Placed | null>(null);
  const [isStarting, setStarting] = useState(false);

  async function submit(form: ScanForm): Promise<void> {
    const missing = missingField(form);
    setProblem(missing);
    if (missing) return;
    setStarting(true);
    try {
      const started = await startScan(client.ask, form);
      client.scan(started.session_id).push(started);
      go(pathOf(started.session_id));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setProblem(placed(error));
    } finally {
      setStarting(false);
    }
  }

  return { problem, isStarting, submit };
}
