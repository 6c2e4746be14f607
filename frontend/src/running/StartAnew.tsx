import type { LucideIcon } from "lucide-react";
import { useState } from "react";
import { useToken } from "../access/useToken";
import type { HolescanClient } from "../client";
import type { ScanOptions } from "../protocol/generated";
import { Button } from "../ui/Button";
import { type Prepared, StartDialog } from "./StartDialog";
import { useAsking } from "./useAsking";

interface StartAnewProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly icon: LucideIcon;
  readonly name: string;
  /** Left out: those of the scan. */
  readonly codes?: () => readonly string[];
  readonly disabled?: boolean;
}

/** A new scan of the same folder with the same options; what it takes is told before it starts. */
export function StartAnew({ client, sessionId, icon: Icon, name, codes, disabled = false }: StartAnewProps) {
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const { ask, isAsking, problem } = useAsking();
  // Before the dialog: it may have to open Google's window, which a browser allows on a click only.
  const token = useToken();

  const prepare = () =>
    ask(async () => {
      const given = await token();
      const { scan } = await client.ask<"get_scan">({ action: "get_scan", session_id: sessionId });
      const wanted = codes ? { codes: codes() } : { codes: [], codesOf: sessionId };
      const options = scan.options as ScanOptions;
      setPrepared({ scan, form: { token: given, folder: scan.folder_link, sheet: null, column: "", options, ...wanted } });
    });

  return (
    <>
      <Button disabled={disabled || isAsking} onClick={() => void prepare()}>
        <Icon aria-hidden className="size-4" />
        {isAsking ? "One moment…" : name}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-sm text-bad">
          {problem}
        </p>
      )}
      {prepared && <StartDialog title={name} client={client} prepared={prepared} onClose={() => setPrepared(null)} />}
    </>
  );
}
