// Everything a scan found, read from end to end; for looking at, not for following.
import type { CodeFound, FailureRow, MatchRow } from "../protocol/generated";
import type { Ask } from "../scan/follow";
import { snapshotRows } from "../scan/snapshot";
import type { ScanRecord } from "./compare";

/**
 * The scan's figures and rows. `onRows` hears how many rows came so far.
 *
 * Throws Refused, or SnapshotLost.
 */
export async function recordOf(ask: Ask, sessionId: string, onRows: (total: number) => void): Promise<ScanRecord> {
  const { scan } = await ask<"get_scan">({ action: "get_scan", session_id: sessionId });
  const [matches, failures] = [new Map<string, MatchRow>(), new Map<string, FailureRow>()];
  for await (const rows of pagesOf(ask, sessionId)) {
    for (const row of rows.matches) matches.set(row.file_id, row);
    for (const row of rows.failures) failures.set(row.file_id, row);
    onRows(matches.size);
  }
  const whole = await Promise.all([...matches.values()].map((row) => withAllCodes(ask, sessionId, row)));
  return { scan, matches: whole, failures: [...failures.values()].filter(({ file_id }) => !matches.has(file_id)) };
}

interface Page {
  readonly matches: readonly MatchRow[];
  readonly failures: readonly FailureRow[];
}

async function* pagesOf(ask: Ask, sessionId: string): AsyncGenerator<Page> {
  let cursor = "";
  do {
    const page = await ask<"resume_scan">({ action: "resume_scan", session_id: sessionId, cursor });
    yield page;
    if (page.snapshot_url) yield* snapshotRows(page.snapshot_url, sessionId);
    cursor = page.next_cursor;
  } while (cursor);
}

/** A row names at most 20 codes; of a file with more, all are asked for. */
async function withAllCodes(ask: Ask, sessionId: string, row: MatchRow): Promise<MatchRow> {
  if (row.codes.length >= row.codes_total) return row;
  const codes: CodeFound[] = [];
  let cursor = "";
  do {
    const question = { action: "get_results", session_id: sessionId, section: "file", file_id: row.file_id, cursor } as const;
    const page = await ask<"get_results">(question);
    codes.push(...page.rows.filter((found): found is CodeFound => "found_as" in found && "snippet" in found));
    cursor = page.next_cursor;
  } while (cursor);
  return { ...row, codes };
}
