import { useState } from "react";
import type { HolescanClient } from "../../client";
import { type Asking, useAsking } from "../../running/useAsking";
import { useToken } from "../../access/useToken";

export interface Retry extends Pick<Asking, "isAsking" | "problem"> {
  readonly chosen: ReadonlySet<string>;
  readonly choose: (fileIds: readonly string[], isChosen: boolean) => void;
  /** Examines these files again, or all that are not examined. */
  readonly retry: (fileIds?: readonly string[]) => void;
}

export function useRetry(client: HolescanClient, sessionId: string): Retry {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { ask, isAsking, problem } = useAsking();
  const token = useToken();

  function choose(fileIds: readonly string[], isChosen: boolean): void {
    const these = new Set(fileIds);
    setChosen((before) => new Set(isChosen ? [...before, ...these] : [...before].filter((id) => !these.has(id))));
  }

  function retry(fileIds?: readonly string[]): void {
    void ask(async () => {
      const files = fileIds ? { file_ids: [...fileIds] } : {};
      await client.ask<"retry_failed">({ action: "retry_failed", session_id: sessionId, token: await token(), ...files });
      setChosen(new Set());
    });
  }

  return { chosen, choose, retry, isAsking, problem };
}
