import type { HolescanClient } from "../client";
import type { ScanSummary } from "../protocol/generated";
import { useAsking } from "../running/useAsking";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { nameOf, startedText } from "./words";

interface DeleteDialogProps {
  readonly client: HolescanClient;
  readonly scan: ScanSummary;
  readonly onClose: () => void;
  readonly onDeleted: (sessionId: string) => void;
}

export function DeleteDialog({ client, scan, onClose, onDeleted }: DeleteDialogProps) {
  const { ask, isAsking, problem } = useAsking();
  const { session_id } = scan;

  async function remove(): Promise<void> {
    await ask(async () => {
      await client.ask<"delete_scan">({ action: "delete_scan", session_id });
      onDeleted(session_id);
      onClose();
    });
  }

  return (
    <Dialog
      title="Delete this scan?"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" disabled={isAsking} onClick={() => void remove()}>
            {isAsking ? "Deleting…" : "Delete the scan"}
          </Button>
        </>
      }
    >
      <p>
        <span className="font-medium">{nameOf(scan)}</span>, {startedText(scan)}. Its hits and its report are removed for good.
        Nothing in Drive is touched.
      </p>
      {problem && (
        <p role="alert" className="mt-3 text-bad">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
