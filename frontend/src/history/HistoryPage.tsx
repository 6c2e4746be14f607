import { RefreshCw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { HolescanClient } from "../client";
import { useOwnerWords } from "../owner";
import { Empty } from "../pages/Empty";
import { Loading } from "../pages/Loading";
import type { ScanSummary } from "../protocol/generated";
import { Banner } from "../ui/Banner";
import { Button, buttonClass } from "../ui/Button";
import { usePageTitle } from "../ui/hooks";
import { PlaceLink } from "../ui/PlaceLink";
import { DeleteDialog } from "./DeleteDialog";
import { ScanRow } from "./ScanRow";
import { StateFilter } from "./StateFilter";
import { type History, type ScansInHand, useScans } from "./useScans";
import { GROUP_NAMES, groupOf, type StateGroup } from "./words";

export default function HistoryPage({ client }: { readonly client: HolescanClient }) {
  const inHand = useScans(client.ask);
  const { starter } = useOwnerWords();
  const { heading, focusHeading } = useHeadingFocus();
  usePageTitle("History");
  return (
    <div>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 ref={heading} tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none">
            History
          </h1>
          <p className="mt-1 text-soft">Scans that {starter} started. They are kept for 90 days.</p>
        </div>
        <Button onClick={inHand.reload}>
          <RefreshCw aria-hidden className="size-4" />
          Load again
        </Button>
      </div>
      <div className="mt-6">
        <Body client={client} inHand={inHand} onDeleted={focusHeading} />
      </div>
      <p role="status" className="sr-only">
        {spoken(inHand.history)}
      </p>
    </div>
  );
}

interface BodyProps {
  readonly client: HolescanClient;
  readonly inHand: ScansInHand;
  readonly onDeleted: () => void;
}

function Body({ client, inHand, onDeleted }: BodyProps) {
  const { history, reload } = inHand;
  if (history.kind === "loading") return <Loading />;
  if (history.kind === "refused") {
    return (
      <Banner look="bad" role="alert" title={history.refused.message} action={<Button onClick={reload}>Try again</Button>}>
        {history.refused.hint && <p>{history.refused.hint}</p>}
      </Banner>
    );
  }
  if (history.scans.length === 0 && !history.nextCursor) return <NoScans />;
  return <Scans client={client} history={history} inHand={inHand} onDeleted={onDeleted} />;
}

interface ScansProps extends BodyProps {
  readonly history: Extract<History, { kind: "loaded" }>;
}

function Scans({ client, history, inHand, onDeleted }: ScansProps) {
  const [group, setGroup] = useState<StateGroup | "all">("all");
  const [leaving, setLeaving] = useState<ScanSummary | null>(null);

  function dropped(sessionId: string): void {
    inHand.drop(sessionId);
    onDeleted();
  }

  const shown = history.scans.filter((scan) => group === "all" || groupOf(scan) === group);
  return (
    <div className="space-y-4">
      <StateFilter scans={history.scans} chosen={group} onChoose={setGroup} />
      {shown.length === 0 ? (
        <Empty title={`None of the ${history.scans.length} scans loaded so far is “${group === "all" ? "" : GROUP_NAMES[group]}”`}>
          <Button onClick={() => setGroup("all")}>Show all</Button>
        </Empty>
      ) : (
        <ul aria-label="Scans" className="divide-y divide-line overflow-hidden rounded border border-line bg-sheet">
          {shown.map((scan) => (
            <ScanRow key={scan.session_id} scan={scan} onDelete={() => setLeaving(scan)} />
          ))}
        </ul>
      )}
      {history.nextCursor && (
        <Button disabled={history.isLoadingMore} onClick={inHand.more}>
          {history.isLoadingMore ? "Loading…" : "Load older scans"}
        </Button>
      )}
      {leaving && <DeleteDialog client={client} scan={leaving} onClose={() => setLeaving(null)} onDeleted={dropped} />}
    </div>
  );
}

/** For a change that takes away what had the focus; moved once the page shows it, for a dialog lets nothing else have it. */
function useHeadingFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times > 0) heading.current?.focus();
  }, [times]);
  return { heading, focusHeading: () => setTimes((before) => before + 1) };
}

function NoScans() {
  return (
    <Empty title="No scan yet">
      <p className="mb-4">Each scan you start is listed here, with its figures and its report.</p>
      <PlaceLink to={{ kind: "new" }} className={buttonClass("primary")}>
        New scan
      </PlaceLink>
    </Empty>
  );
}

function spoken(history: History): string {
  if (history.kind !== "loaded") return "";
  return `${history.scans.length} ${history.scans.length === 1 ? "scan" : "scans"}`;
}
