import { useState } from "react";
import type { HolescanClient } from "../client";
import { useAsking } from "../running/useAsking";
import type { Status } from "../scan/selectors";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

interface CancelButtonProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly status: Status;
}

export function CancelButton({ client, sessionId, status }: CancelButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const { ask, isAsking, problem } = useAsking();
  const isBusy = isAsking || status === "CANCELLING";
  const close = () => setOpen(false);

  async function cancel(): Promise<void> {
    close();
    await ask(async () => void (await client.ask<"cancel_scan">({ action: "cancel_scan", session_id: sessionId })));
  }

  return (
    <>
      {problem && (
        <p role="alert" className="basis-full text-sm text-bad">
          {problem}
        </p>
      )}
      <Button look="danger" disabled={isBusy} onClick={() => setOpen(true)}>
        {isBusy ? "Cancelling…" : "Cancel scan"}
      </Button>
      {isOpen && (
        <Dialog
          title="Cancel this scan?"
          onClose={close}
          actions={
            <>
              <Button onClick={close}>Go on scanning</Button>
              <Button look="danger" onClick={() => void cancel()}>
                Cancel the scan
              </Button>
            </>
          }
        >
          <p>
            What was found is kept. The files in hand are finished, which takes a minute at most, and a partial report is
            written. It names every file that was not read; they can be read later from there.
          </p>
        </Dialog>
      )}
    </>
  );
}
