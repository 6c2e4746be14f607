// The rows of a large scan, from the file the server points at: gzip, one JSON row a line.
import type { FailureRow, MatchRow } from "../protocol/generated";
import type { SnapshotRows } from "./reduce";

/** So many rows are parsed and merged within a frame; more would hold up the page, and fewer would take more frames. */
const ROWS_AT_ONCE = 250;
const GZIP_MAGIC = [0x1f, 0x8b];

/** The file was not to be had, or not to be read; links die within the hour. */
export class SnapshotLost extends Error {
  override readonly name = "SnapshotLost";
}

/**
 * The rows in portions, as they arrive.
 *
 * Throws SnapshotLost, perhaps after some portions.
 */
export async function* snapshotRows(url: string, sessionId: string): AsyncGenerator<SnapshotRows> {
  let held = "";
  let lines: string[] = [];
  for await (const text of chunksOf(url)) {
    lines.push(...(held + text).split("\n"));
    held = lines.pop() ?? "";
    for (; lines.length >= ROWS_AT_ONCE; lines = lines.slice(ROWS_AT_ONCE)) yield rowsOf(lines.slice(0, ROWS_AT_ONCE), sessionId);
  }
  yield rowsOf([...lines, held], sessionId);
}

function rowsOf(lines: readonly string[], sessionId: string): SnapshotRows {
  const rows = lines.filter(Boolean).map((line) => JSON.parse(line) as MatchRow | FailureRow);
  return {
    type: "SNAPSHOT_ROWS",
    session_id: sessionId,
    matches: rows.filter((row): row is MatchRow => "hole_code" in row),
    failures: rows.filter((row): row is FailureRow => "kind" in row),
  };
}

async function* chunksOf(url: string): AsyncGenerator<string> {
  const response = await fetch(url).catch(lose);
  if (!response.ok || !response.body) throw new SnapshotLost(`the snapshot answered ${response.status}`);
  const reader = (await unzipped(response.body)).pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read().catch(lose); !part.done; part = await reader.read().catch(lose)) yield part.value;
}

/** The browser has undone the gzip already where the response says Content-Encoding. */
async function unzipped(body: Bytes): Promise<Bytes> {
  const [peeked, whole] = body.tee();
  const reader = peeked.getReader();
  const { value = new Uint8Array() } = await reader.read().catch(lose);
  void reader.cancel();
  return GZIP_MAGIC.every((byte, at) => value[at] === byte) ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
}

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/** What network and gzip reject with is a TypeError in one browser and another Error in the next. */
function lose(cause: unknown): never {
  throw new SnapshotLost("the snapshot could not be read", { cause });
}
