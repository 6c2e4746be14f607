import { useEffect, useState } from "react";
import type { HolescanClient } from "../client";
import type { ScanSummary, Started } from "../protocol/generated";

/** What the record says of a scan besides its progress. Null where nobody told yet. */
export interface ScanFacts {
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly totalCodes: number | null;
  readonly folderName: string;
  readonly folderLink: string;
}

/** From STARTED where this page heard it, and from the record, which not every deployment tells yet. */
export function useScanFacts(client: HolescanClient, sessionId: string, started: Started | null, isOver: boolean): ScanFacts {
  const [record, setRecord] = useState<ScanSummary | null>(null);
  const [sawEndAt, setSawEndAt] = useState<number | null>(null);
  const heardStart = started !== null;

  useEffect(() => {
    let isCurrent = true;
    client.ask<"get_scan">({ action: "get_scan", session_id: sessionId }).then(
      ({ scan }) => isCurrent && setRecord(scan),
      () => isOver && heardStart && isCurrent && setSawEndAt(Date.now()),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, sessionId, isOver, heardStart]);

  return {
    startedAt: instant(started?.timestamp ?? record?.started_at),
    endedAt: instant(record?.ended_at) ?? sawEndAt,
    totalCodes: started?.total_codes ?? record?.total_codes ?? null,
    folderName: record?.folder_name ?? "",
    folderLink: record?.folder_link ?? "",
  };
}

function instant(text: string | null | undefined): number | null {
  return text ? Date.parse(text) : null;
}
