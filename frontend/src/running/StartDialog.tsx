import type { HolescanClient } from "../client";
import { Summary } from "../estimate/Summary";
import { useEstimate } from "../estimate/useEstimate";
import type { ScanSummary } from "../protocol/generated";
import { go, pathOf } from "../route";
import { type ScanForm, startScan } from "../sheet/send";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { useAsking } from "./useAsking";

export interface Prepared {
  readonly scan: ScanSummary;
  /** The same object as long as the dialog is open. */
  readonly form: ScanForm;
}

interface StartDialogProps {
  readonly title: string;
  readonly client: HolescanClient;
  readonly prepared: Prepared;
  readonly onClose: () => void;
}

const NOTHING: readonly string[] = [];

export function StartDialog({ title, client, prepared: { scan, form }, onClose }: StartDialogProps) {
  const estimating = useEstimate(client.ask, form);
  const { ask, isAsking, problem } = useAsking();

  const start = () =>
    ask(async () => {
      const started = await startScan(client.ask, form);
      client.scan(started.session_id).push(started);
      onClose();
      go(pathOf(started.session_id));
    });

  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button look="primary" disabled={isAsking} onClick={() => void start()}>
            {isAsking ? "Starting…" : "Start scan"}
          </Button>
        </>
      }
    >
      <p className="mb-3">A new scan, with the folder and the options of this one. What this one found is kept.</p>
      <Summary
        estimating={estimating}
        folderName={scan.folder_name}
        codes={form.codes.length || scan.total_codes}
        options={form.options}
        told={NOTHING}
      />
      {problem && (
        <p role="alert" className="mt-3 text-bad">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
