import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { HolescanClient } from "../client";
import { completeOf, isEnded, percentOf, statusOf } from "../scan/selectors";
import { DriveLink } from "../ui/DriveLink";
import { useNow, useThrottled } from "../ui/hooks";
import { Announcer } from "./Announcer";
import { Banners } from "./Banners";
import { CancelButton } from "./CancelButton";
import { Figures } from "./Figures";
import { ReportButton } from "./ReportButton";
import { Results } from "./Results";
import { ScanProgress } from "./ScanProgress";
import { STATUS_WORDS } from "./statusWords";
import { UnknownScan } from "./UnknownScan";
import { useScanFacts } from "./useScanFacts";

const PROGRESS_EVERY_MS = 100;
const ROWS_EVERY_MS = 200;

interface ScanPageProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
}

export function ScanPage({ client, sessionId }: ScanPageProps) {
  const store = useMemo(() => client.scan(sessionId), [client, sessionId]);
  const live = useSyncExternalStore(store.subscribe, store.view);
  const view = useThrottled(live, PROGRESS_EVERY_MS);
  const rows = useThrottled(live.model, ROWS_EVERY_MS);
  const refusal = useSyncExternalStore(client.subscribe, () => client.refusal(sessionId));
  const status = statusOf(view.model);
  const percent = percentOf(view.model);
  const now = useNow(!isEnded(status));
  useTitle(status, percent);
  const facts = useScanFacts(client, sessionId, view.model.started, isEnded(status));

  if (refusal) return <UnknownScan refusal={refusal} />;
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none sm:text-3xl">
            {STATUS_WORDS[status].title}
          </h1>
          {facts.folderName && (
            <p className="mt-2 text-sm">
              <DriveLink href={facts.folderLink} name={facts.folderName} />
            </p>
          )}
          <p className="mt-1 text-sm text-soft">
            Scan <span className="font-mono break-all">{sessionId}</span>
          </p>
        </div>
        <div className="flex flex-wrap gap-3">
          {completeOf(view.model) && <ReportButton client={client} view={view} />}
          {!isEnded(status) && status !== "CONNECTING" && <CancelButton client={client} sessionId={sessionId} status={status} />}
        </div>
      </div>
      <ScanProgress model={view.model} status={status} percent={percent} />
      <Figures view={view} status={status} facts={facts} now={now} />
      <Banners model={view.model} />
      <Results model={rows} isEnded={isEnded(statusOf(rows))} />
      <Announcer status={status} percent={percent} />
    </div>
  );
}

function useTitle(status: keyof typeof STATUS_WORDS, percent: number): void {
  useEffect(() => {
    const { short, isCounted } = STATUS_WORDS[status];
    document.title = `${isCounted ? `${percent}%` : short} · holescan`;
  }, [status, percent]);
}
