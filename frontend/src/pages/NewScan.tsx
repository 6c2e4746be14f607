import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { AccessPanel } from "../access/AccessPanel";
import { tokenOf, useAccess } from "../access/access";
import type { HolescanClient } from "../client";
import type { Config } from "../config";
import { Summary } from "../estimate/Summary";
import { type Estimating, useEstimate } from "../estimate/useEstimate";
import { FolderField } from "../folder/FolderField";
import { recall } from "../remembered";
import { type Inspection, useInspection } from "../sheet/useInspection";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { usePageTitle } from "../ui/hooks";
import { CodesSection } from "./CodesSection";
import { FileKinds } from "./FileKinds";
import { FirstVisit } from "./FirstVisit";
import { Options } from "./Options";
import { isMendable, type Placed, placed, problemAt } from "./problems";
import { useDraft } from "./useDraft";
import { useStart } from "./useStart";

interface NewScanProps {
  readonly client: HolescanClient;
  readonly config: Config;
}

const NOTHING: readonly string[] = [];

export function NewScan({ client, config }: NewScanProps) {
  const { access } = useAccess();
  const [last] = useState(recall);
  const token = tokenOf(access);
  const draft = useDraft(config, last, token);
  const { problem, isStarting, submit } = useStart(client, draft.form);
  const inspection = useInspection(client.ask, draft.sheet, draft.column);
  const estimating = useEstimate(client.ask, draft.form);
  const form = useRef<HTMLFormElement>(null);
  const bad = problem ?? sheetProblem(inspection) ?? problemAhead(estimating);

  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>("[aria-invalid], [role=alert]")?.focus();
  }, [problem]);
  usePageTitle("New scan");

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    const name = estimating.kind === "known" ? estimating.estimate.folder_name : draft.folder.name;
    void submit(name);
  }

  return (
    <form ref={form} onSubmit={onSubmit} noValidate>
      <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none">
        Find hole codes in drawings
      </h1>
      <p className="mt-1 max-w-3xl text-soft">
        Every file in the folder is read, every hit is shown as it is found, and what could not be read is named.
      </p>
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="divide-y divide-line rounded border border-line bg-sheet">
          <Step title="Google access">
            <AccessPanel problem={problemAt(bad, "token")} />
          </Step>
          <Step title="Folder" aside={<FileKinds />}>
            <FolderField
              ask={client.ask}
              token={token}
              folder={draft.folder}
              onFolder={draft.setFolder}
              problem={problemAt(bad, "folder")}
            />
          </Step>
          <Step title="Hole codes">
            <CodesSection
              draft={draft}
              inspection={inspection}
              lastSheet={last?.sheetName ?? ""}
              sampleUrl={config.sampleCodesUrl}
              problem={problemAt(bad, "codes")}
            />
          </Step>
          <section aria-label="How to scan" className="px-4 py-2 sm:px-6">
            <Options options={draft.options} onChange={draft.setOptions} />
          </section>
        </div>
        <div className="space-y-4 lg:sticky lg:top-6">
          <FormProblem problem={bad} />
          <Summary
            estimating={estimating}
            folderName={draft.folder.name}
            codes={draft.codes.length}
            options={draft.options}
            told={inspection.kind === "read" ? inspection.codes.warnings : NOTHING}
          />
          <Button type="submit" look="primary" disabled={isStarting} className="min-h-11 w-full text-base">
            {isStarting ? "Starting…" : "Start scan"}
          </Button>
          <p role="status" className="sr-only">
            {spoken(inspection)}
          </p>
          {!last && <FirstVisit />}
        </div>
      </div>
    </form>
  );
}

interface StepProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

function Step({ title, aside, children }: StepProps) {
  return (
    <section aria-label={title} className="px-4 py-5 sm:px-6">
      <div className="mb-2 flex min-h-8 items-center justify-between gap-4">
        <h2 className="font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
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

/** A sheet that cannot be read is said at once; that a preview is not to be had is not the sheet's fault. */
function sheetProblem(inspection: Inspection): Placed | null {
  if (inspection.kind !== "refused") return null;
  const problem = placed(inspection.refused);
  return problem.field === "codes" ? problem : null;
}

/** What a start would be refused for as well, said before it is tried. */
function problemAhead(estimating: Estimating): Placed | null {
  return estimating.kind === "unknown" && isMendable(estimating.refused) ? placed(estimating.refused) : null;
}

function spoken(inspection: Inspection): string {
  return inspection.kind === "read" ? `${inspection.codes.total} codes were read in the sheet.` : "";
}
