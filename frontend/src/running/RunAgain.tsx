import { RotateCw } from "lucide-react";
import { useToken } from "../access/useToken";
import type { HolescanClient } from "../client";
import type { ScanOptions } from "../protocol/generated";
import { go, pathOf } from "../route";
import { Button } from "../ui/Button";
import { useAsking } from "./useAsking";

interface RunAgainProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
}

/** A new scan of the same folder, for the same codes, with the same options. */
export function RunAgain({ client, sessionId }: RunAgainProps) {
  const token = useToken();
  const { ask, isAsking, problem } = useAsking();
  return (
    <>
      <Button disabled={isAsking} onClick={() => void ask(async () => startAgain(client, sessionId, await token()))}>
        <RotateCw aria-hidden className="size-4" />
        {isAsking ? "Starting…" : "Run again"}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-sm text-bad">
          {problem}
        </p>
      )}
    </>
  );
}

async function startAgain(client: HolescanClient, sessionId: string, token: string): Promise<void> {
  const { scan } = await client.ask<"get_scan">({ action: "get_scan", session_id: sessionId });
  const started = await client.ask<"start_scan">({
    action: "start_scan",
    token,
    drive_link: scan.folder_link,
    codes_of: sessionId,
    options: scan.options as ScanOptions,
  });
  client.scan(started.session_id).push(started);
  go(pathOf(started.session_id));
}
