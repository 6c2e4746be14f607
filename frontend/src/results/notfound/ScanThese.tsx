import { Search } from "lucide-react";
import type { HolescanClient } from "../../client";
import type { ScanOptions } from "../../protocol/generated";
import { go, pathOf } from "../../route";
import { useAsking } from "../../running/useAsking";
import { startScan } from "../../sheet/send";
import { Button } from "../../ui/Button";
import { useToken } from "../../access/useToken";

interface ScanTheseProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly codes: () => readonly string[];
  readonly disabled: boolean;
}

/** A new scan of the same folder with the same options, for these codes alone. */
export function ScanThese({ client, sessionId, codes, disabled }: ScanTheseProps) {
  const { ask, isAsking, problem } = useAsking();
  const withToken = useToken();

  const start = () =>
    ask(async () => {
      const token = await withToken();
      const { scan } = await client.ask<"get_scan">({ action: "get_scan", session_id: sessionId });
      const options = scan.options as ScanOptions;
      const started = await startScan(client.ask, { token, folder: scan.folder_link, sheet: null, column: "", codes: codes(), options });
      client.scan(started.session_id).push(started);
      go(pathOf(started.session_id));
    });

  return (
    <>
      <Button disabled={disabled || isAsking} onClick={() => void start()}>
        <Search aria-hidden className="size-4" />
        {isAsking ? "Starting…" : "Scan only these"}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-sm text-bad">
          {problem}
        </p>
      )}
    </>
  );
}
