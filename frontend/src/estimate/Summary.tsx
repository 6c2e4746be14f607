import type { ReactNode } from "react";
import { isMendable } from "../pages/problems";
import type { Estimate, ScanOptions } from "../protocol/generated";
import { Warnings } from "../ui/Warnings";
import { count } from "../ui/words";
import { cautionsOf } from "./cautions";
import type { Estimating } from "./useEstimate";
import { costText, minutesText } from "./words";

interface SummaryProps {
  readonly estimating: Estimating;
  readonly folderName: string;
  /** As far as this page counted them; the server's figure replaces it. */
  readonly codes: number;
  readonly options: ScanOptions;
  /** What the preview of the sheet says already. */
  readonly told: readonly string[];
}

/** What is about to happen and what it takes, as the title block of the form. */
export function Summary({ estimating, folderName, codes, options, told }: SummaryProps) {
  const estimate = estimating.kind === "known" ? estimating.estimate : null;
  const total = estimate?.total_codes ?? codes;
  return (
    <div className="overflow-hidden rounded border border-line bg-sheet text-sm" aria-busy={estimating.kind === "asking"}>
      <h2 className="border-b border-line px-4 py-2.5 font-semibold">Before the start</h2>
      <dl className="grid grid-cols-2 gap-px bg-line">
        <Figure caption="Folder" isWide>
          <span className="font-sans">{estimate?.folder_name || folderName || "–"}</span>
        </Figure>
        <Figure caption="Hole codes">{total > 0 ? count(total) : "–"}</Figure>
        <Figure caption="Files">{estimate ? atLeast(estimate, count(estimate.files)) : "–"}</Figure>
        <Figure caption="Time">{estimate ? atLeast(estimate, minutesText(estimate.minutes)) : "–"}</Figure>
        <Figure caption="Cost at AWS">{estimate ? atLeast(estimate, costText(estimate.usd)) : "–"}</Figure>
      </dl>
      <p className="px-4 py-3 text-soft">{remark(estimating)}</p>
      <div role="status">
        <Warnings lines={estimate ? cautionsOf(estimate, options, told) : []} />
      </div>
    </div>
  );
}

function Figure({ caption, children, isWide = false }: { caption: string; children: ReactNode; isWide?: boolean }) {
  return (
    <div className={`min-w-0 bg-sheet px-4 py-2.5 ${isWide ? "col-span-2" : ""}`}>
      <dt className="text-xs text-soft">{caption}</dt>
      <dd className="mt-0.5 font-mono break-words">{children}</dd>
    </div>
  );
}

function atLeast({ is_partial }: Estimate, text: string): string {
  return is_partial ? `${text} or more` : text;
}

function remark(estimating: Estimating): string {
  switch (estimating.kind) {
    case "idle":
      return "With codes and access, the size of the folder, the time and the cost are estimated here.";
    case "asking":
      return "Estimating… You need not wait for it.";
    case "unknown":
      return isMendable(estimating.refused)
        ? "No estimate until what is marked is put right."
        : `No estimate: ${estimating.refused.message} You can start all the same.`;
    case "known":
      return known(estimating.estimate);
  }
}

function known({ ocr_pages, is_partial }: Estimate): string {
  const ocr = ocr_pages > 0 ? `About ${count(ocr_pages)} pages go through text recognition. ` : "";
  return `${ocr}${is_partial ? "The folder is larger than what was looked at. " : ""}Drive is only read, never changed.`;
}
