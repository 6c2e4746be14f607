import { Download } from "lucide-react";
import type { HolescanClient } from "../client";
import { useAsking } from "../running/useAsking";
import type { ScanView } from "../scan/store";
import { Button } from "../ui/Button";

/** Presigned links die with the credentials that signed them, well within the hour. */
const FRESH_MS = 10 * 60_000;

export function ReportButton({ client, view }: { readonly client: HolescanClient; readonly view: ScanView }) {
  const { ask, isAsking, problem } = useAsking();
  return (
    <>
      {problem && (
        <p role="alert" className="basis-full text-sm text-bad">
          {problem}
        </p>
      )}
      <Button look="primary" disabled={isAsking} onClick={() => void ask(async () => follow(await linkTo(client, view)))}>
        <Download aria-hidden className="size-4" />
        Download report
      </Button>
    </>
  );
}

async function linkTo(client: HolescanClient, { model, linkAt }: ScanView): Promise<string> {
  const isFresh = linkAt !== null && Date.now() - linkAt < FRESH_MS;
  if (isFresh && model.complete?.download_url) return model.complete.download_url;
  const ready = await client.ask<"get_report">({ action: "get_report", session_id: model.sessionId });
  return ready.download_url;
}

function follow(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.rel = "noopener";
  link.click();
}
