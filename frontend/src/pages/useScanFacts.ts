import { useEffect, useState } from "react";
import type { HolescanClient } from "../client";
import type { Scan } from "../protocol/generated";
import type { ScanModel } from "../scan/model";
import { epochOf, isEnded, statusOf } from "../scan/selectors";

/** What the record says of a scan besides its progress. Null where nobody told yet. */
export interface ScanFacts {
  /** Of the run that is shown. Of a retry only a page that saw it begin knows. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly totalCodes: number | null;
  readonly folderName: string;
  readonly folderLink: string;
  /** Whether its options let text recognition read pictures; taken for granted until they are known. */
  readonly recognises: boolean;
  /** What is odd about the codes, and what the server grants less of, in sentences. */
  readonly warnings: readonly string[];
}

/** From STARTED where this page heard it, and from the record, which not every deployment tells yet. */
export function useScanFacts(client: HolescanClient, model: ScanModel): ScanFacts {
  const { sessionId, started } = model;
  const isOver = isEnded(statusOf(model));
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
    startedAt: instant(startOf(model) ?? (epochOf(model) > 1 ? null : scan?.started_at)),
    endedAt: instant(scan?.ended_at) ?? sawEndAt,
    totalCodes: started?.total_codes ?? scan?.total_codes ?? null,
    folderName: scan?.folder_name ?? "",
    folderLink: scan?.folder_link ?? "",
    recognises: scan?.options["ocr"] !== "off" && scan?.options["ocr_page_budget"] !== 0,
    // The STARTED of a retry has none, and an earlier server's record neither.
    warnings: record?.warnings ?? started?.warnings ?? [],
  };
}

/** Of the running epoch; an earlier one's is long ago. */
function startOf(model: ScanModel): string | null {
  const { started } = model;
  return started && started.epoch >= epochOf(model) ? started.timestamp : null;
}

function instant(text: string | null | undefined): number | null {
  return text ? Date.parse(text) : null;
}
