// The rows of a large scan, from the file the server points at: gzip, one JSON row a line.
import type { FailureRow, MatchRow } from "../protocol/generated";
import type { SnapshotRows } from "./reduce";

export async function fetchSnapshot(url: string, sessionId: string): Promise<SnapshotRows> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the snapshot answered ${response.status}`);
  return rowsOf(await plainText(new Uint8Array(await response.arrayBuffer())), sessionId);
}

export function rowsOf(text: string, sessionId: string): SnapshotRows {
  const rows = text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as MatchRow | FailureRow);
  return {
    type: "SNAPSHOT_ROWS",
    session_id: sessionId,
    matches: rows.filter((row): row is MatchRow => "hole_code" in row),
    failures: rows.filter((row): row is FailureRow => "kind" in row),
  };
}

/** The browser has undone the gzip already where the response says Content-Encoding. */
async function plainText(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const { body } = new Response(bytes);
  return new Response(isGzip ? body?.pipeThrough(new DecompressionStream("gzip")) : body).text();
}
