import { useEffect, useState } from "react";
import type { HolescanClient } from "../client";
import type { Scan, Started } from "../protocol/generated";

/** What the record says of a scan besides its progress. Null where nobody told yet. */
export interface ScanFacts {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly totalCodes: number | null;
  readonly folderName: string;
  readonly folderLink: string;
  /** What is odd about the codes, and what the server grants less of, in sentences. */
  readonly warnings: readonly string[];
}

/** From STARTED where this page heard it, and from the record, which not every deployment tells yet. */
export function useScanFacts(client: HolescanClient, sessionId: string, started: Started | null, isOver: boolean): ScanFacts {
  const [record, setRecord] = useState<Scan | null>(null);
  const [sawEndAt, setSawEndAt] = useState<number | null>(null);
  const heardStart = started !== null;

  useEffect(() => {
    let isCurrent = true;
    client.ask<"get_scan">({ action: "get_scan", session_id: sessionId }).then(
      (told) => isCurrent && setRecord(told),
      () => isOver && heardStart && isCurrent && setSawEndAt(Date.now()),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, sessionId, isOver, heardStart]);

  const scan = record?.scan;
  return {
    startedAt: instant(started?.timestamp ?? scan?.started_at),
    endedAt: instant(scan?.ended_at) ?? sawEndAt,
    totalCodes: started?.total_codes ?? scan?.total_codes ?? null,
    folderName: scan?.folder_name ?? "",
    folderLink: scan?.folder_link ?? "",
    // The STARTED of a retry has none, and an earlier server's record neither.
    warnings: record?.warnings ?? started?.warnings ?? [],
  };
}

function instant(text: string | null | undefined): number | null {
  return text ? Date.parse(text) : null;
}
