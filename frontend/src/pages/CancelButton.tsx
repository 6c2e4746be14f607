import { useRef, useState } from "react";
import type { HolescanClient } from "../client";
import { Refused } from "../connection/requests";
import type { Status } from "../scan/selectors";
import { Button } from "../ui/Button";

interface CancelButtonProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly status: Status;
}

export function CancelButton({ client, sessionId, status }: CancelButtonProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isAsked, setAsked] = useState(false);
  const [problem, setProblem] = useState("");
  const isBusy = isAsked || status === "CANCELLING";

  async function cancel(): Promise<void> {
    dialog.current?.close();
    setAsked(true);
    setProblem("");
    try {
      await client.ask<"cancel_scan">({ action: "cancel_scan", session_id: sessionId });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setAsked(false);
      setProblem(error.message);
    }
  }

  return (
    <div className="flex flex-wrap items-center gap-3">
      {problem && (
        <p role="alert" className="text-sm text-bad">
          {problem}
        </p>
      )}
      <Button look="danger" disabled={isBusy} onClick={() => dialog.current?.showModal()}>
        {isBusy ? "Cancelling…" : "Cancel scan"}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby="cancel-title"
        className="m-auto w-[min(28rem,calc(100%-2rem))] rounded border border-edge bg-sheet p-6 text-ink"
      >
        <h2 id="cancel-title" className="text-lg font-semibold">
          Cancel this scan?
        </h2>
        <p className="mt-2 text-sm text-soft">
          What was found is kept and a partial report is written. Files that were not read yet are named in it.
        </p>
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <Button onClick={() => dialog.current?.close()}>Go on scanning</Button>
          <Button look="danger" onClick={() => void cancel()}>
            Cancel the scan
          </Button>
        </div>
      </dialog>
    </div>
  );
}
