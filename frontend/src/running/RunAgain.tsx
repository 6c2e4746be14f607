import { RotateCw } from "lucide-react";
import { useAccess } from "../access/access";
import { useSignIn } from "../access/useSignIn";
import type { HolescanClient } from "../client";
import { Refused } from "../connection/requests";
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
  const { keeper, access } = useAccess();
  const { signIn, isAsking: isSigningIn, failure } = useSignIn();
  const { ask, isAsking, problem } = useAsking();

  async function run(): Promise<void> {
    const token = access.token || (keeper.canSignIn ? await signIn() : "");
    if (token === null) return;
    await ask(async () => {
      if (token === "") throw new Refused("token_refused", "No access token is known here.", "Give one under New scan first.");
      await startAgain(client, sessionId, token);
    });
  }

  return (
    <>
      <Button disabled={isAsking || isSigningIn} onClick={() => void run()}>
        <RotateCw aria-hidden className="size-4" />
        {isAsking ? "Starting…" : "Run again"}
      </Button>
      {(failure || problem) && (
        <p role="alert" className="basis-full text-sm text-bad">
          {failure || problem}
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
