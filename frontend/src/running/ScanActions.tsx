import { GitCompareArrows, RotateCw } from "lucide-react";
import type { HolescanClient } from "../client";
import { CancelButton } from "../pages/CancelButton";
import { ReportButton } from "../pages/ReportButton";
import { completeOf, isEnded, matchedOf, type Status } from "../scan/selectors";
import type { ScanView } from "../scan/store";
import { buttonClass } from "../ui/Button";
import { PlaceLink } from "../ui/PlaceLink";
import { files } from "../ui/words";
import { CopyLink } from "./CopyLink";
import { NotifyButton } from "./NotifyButton";
import { StartAnew } from "./StartAnew";

interface ScanActionsProps {
  readonly client: HolescanClient;
  readonly view: ScanView;
  readonly status: Status;
}

/** What can be done with a scan as it stands, the weightiest last. */
export function ScanActions({ client, view, status }: ScanActionsProps) {
  const { sessionId } = view.model;
  const over = isEnded(status);
  return (
    <div className="flex flex-wrap gap-2 sm:justify-end">
      <CopyLink />
      <NotifyButton status={status} result={`${files(matchedOf(view.model))} with a code.`} />
      {over && <StartAnew client={client} sessionId={sessionId} icon={RotateCw} name="Run again" />}
      {completeOf(view.model) && <CompareLink sessionId={sessionId} />}
      {completeOf(view.model) && <ReportButton client={client} view={view} />}
      {!over && status !== "CONNECTING" && <CancelButton client={client} sessionId={sessionId} status={status} />}
    </div>
  );
}

function CompareLink({ sessionId }: { readonly sessionId: string }) {
  return (
    <PlaceLink to={{ kind: "compare", sessionId, earlierId: null }} className={buttonClass("plain")}>
      <GitCompareArrows aria-hidden className="size-4" />
      Compare
    </PlaceLink>
  );
}
