import { Info } from "lucide-react";
import type { HolescanClient } from "../client";
import type { Complete } from "../protocol/generated";
import { useQuery } from "../results/query";
import { PauseBanner } from "../running/PauseBanner";
import type { ScanModel } from "../scan/model";
import { completeOf, faultOf, pauseOf } from "../scan/selectors";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { count, files } from "../ui/words";
import { doubtsOf } from "./doubts";

interface BannersProps {
  readonly client: HolescanClient;
  readonly model: ScanModel;
  /** What is odd about the codes, and what the server grants less of. */
  readonly warnings: readonly string[];
}

export function Banners({ client, model, warnings }: BannersProps) {
  const fault = faultOf(model);
  const pause = pauseOf(model);
  const complete = completeOf(model);
  return (
    <div className="space-y-3 empty:hidden">
      {fault && (
        <Banner look="bad" title={fault.message} role="alert">
          {fault.hint && <p>{fault.hint}</p>}
        </Banner>
      )}
      {pause && <PauseBanner client={client} sessionId={model.sessionId} pause={pause} />}
      {complete && <Verdict complete={complete} />}
      <Warnings warnings={warnings} />
    </div>
  );
}

const DOUBTFUL = "Not everything was examined. A code that is missing here may be in what was not read.";

function Verdict({ complete }: { readonly complete: Complete }) {
  const doubts = doubtsOf(complete);
  const result = resultText(complete);
  const isEmpty = complete.total_files === 0;
  if (doubts.length === 0) {
    return (
      <Banner look="good" title="Every file was read completely.">
        <p>{result}</p>
      </Banner>
    );
  }
  return (
    <Banner look="warn" title={isEmpty ? "Nothing was examined." : DOUBTFUL} action={hasItems(complete) && <ShowNotExamined />}>
      {!isEmpty && <p>{result}</p>}
      <ul className="list-disc space-y-1 pl-5">
        {doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
    </Banner>
  );
}

function resultText({ total_matches, total_files, weak_matches }: Complete): string {
  const found = `At least one code in ${count(total_matches)} of ${files(total_files)}`;
  return weak_matches > 0 ? `${found}, in ${count(weak_matches)} of them only codes so short that it may be chance.` : `${found}.`;
}

function hasItems({ failed, unread_files, folders_failed }: Complete): boolean {
  return failed + unread_files + folders_failed > 0;
}

function ShowNotExamined() {
  const { change } = useQuery();
  return <Button onClick={() => change({ tab: "not-examined" })}>Show which</Button>;
}

function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <details className="group rounded border border-line bg-sheet px-4 text-sm">
      <summary className="flex min-h-11 list-none items-center gap-3">
        <Info aria-hidden className="size-4 shrink-0 text-accent" />
        <span className="min-w-0 flex-1 truncate">
          {count(warnings.length)} {warnings.length === 1 ? "remark" : "remarks"} about this scan
          <span className="text-soft group-open:hidden"> · {warnings[0]}</span>
        </span>
        <span className="text-accent group-open:hidden">Show</span>
        <span className="hidden text-accent group-open:inline">Hide</span>
      </summary>
      <ul className="list-disc space-y-1 pb-3 pl-11 text-soft">
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </details>
  );
}
