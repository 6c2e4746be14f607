import { useMemo, useSyncExternalStore } from "react";
import type { HolescanClient } from "../client";
import { useFavicon } from "../running/favicon";
import { Results } from "../results/Results";
import { ScanActions } from "../running/ScanActions";
import { isEnded, percentOf, type Status, statusOf } from "../scan/selectors";
import { DriveLink } from "../ui/DriveLink";
import { useNow, usePaced, usePageTitle } from "../ui/hooks";
import { Announcer } from "./Announcer";
import { Banners } from "./Banners";
import { Figures } from "./Figures";
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
  const view = usePaced(store, PROGRESS_EVERY_MS);
  const rows = usePaced(store, ROWS_EVERY_MS).model;
  const refusal = useSyncExternalStore(client.subscribe, () => client.refusal(sessionId));
  const status = statusOf(view.model);
  const percent = percentOf(view.model);
  const now = useNow(!isEnded(status));
  const facts = useScanFacts(client, view.model);
  useTitle(status, percent, facts.folderName);
  useFavicon(status, percent);

  if (refusal) return <UnknownScan refusal={refusal} />;
  return (
    <div className="space-y-5">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none">
            {STATUS_WORDS[status].title}
          </h1>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
            {facts.folderName && <DriveLink href={facts.folderLink} name={facts.folderName} />}
            <span className="font-mono text-xs break-all">{sessionId}</span>
          </p>
        </div>
        <ScanActions client={client} view={view} status={status} />
      </div>
      <ScanProgress view={view} status={status} percent={percent} now={now} />
      <Figures view={view} status={status} facts={facts} now={now} />
      <Banners client={client} model={view.model} warnings={facts.warnings} />
      <Results client={client} model={rows} recognises={facts.recognises} />
      <Announcer status={status} percent={percent} />
    </div>
  );
}

function useTitle(status: Status, percent: number, folderName: string): void {
  const { short, isCounted } = STATUS_WORDS[status];
  const standing = isCounted ? `${percent}%` : short;
  usePageTitle(folderName ? `${standing} · ${folderName}` : standing);
}
