import { useState } from "react";
import type { HolescanClient } from "../client";
import { Refused } from "../connection/requests";
import { remember } from "../remembered";
import { go, pathOf } from "../route";
import { type ScanForm, startScan } from "../sheet/send";
import { missingField, type Placed, placed } from "./problems";

export interface Starting {
  readonly problem: Placed | null;
  readonly isStarting: boolean;
  readonly submit: (folderName: string) => Promise<void>;
}

/** Starts the scan and goes to its page, or says at which field it fails, until anything in the form changes. */
export function useStart(client: HolescanClient, form: ScanForm): Starting {
  const [problem, setProblem] = useState<Placed | null>(null);
  const [isStarting, setStarting] = useState(false);
  const [seen, setSeen] = useState(form);
  if (seen !== form) {
    setSeen(form);
    // It may be mended by now; the next start tells.
    setProblem(null);
  }

  async function submit(folderName: string): Promise<void> {
    const missing = missingField(form);
    setProblem(missing);
    if (missing) return;
    setStarting(true);
    try {
      const started = await startScan(client.ask, form);
      remember({ folder: form.folder, folderName, sheetName: form.sheet?.name ?? "" });
      client.scan(started.session_id).push(started);
      go(pathOf(started.session_id));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setProblem(placed(error));
    } finally {
      setStarting(false);
    }
  }

  return { problem, isStarting, submit };
}
