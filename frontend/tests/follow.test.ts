import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HolescanClient } from "../src/client";
import type { FailureRow } from "../src/protocol/generated";
import { paced } from "../src/scan/paced";
import type { SnapshotRows } from "../src/scan/reduce";
import { openFailures, pauseOf } from "../src/scan/selectors";
import { SnapshotLost, snapshotRows } from "../src/scan/snapshot";
import type { ScanStore } from "../src/scan/store";
import { FakeServer } from "./fakeSocket";
import { failureRow, fileFailed, matchRow, paused, SESSION, syncState } from "./messages";

const LINK = "https://bucket.example/rows";

let server: FakeServer;
let client: HolescanClient;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "requestAnimationFrame", "cancelAnimationFrame"] });
  server = new FakeServer();
  client = new HolescanClient({ webSocketUrl: "wss://example.test", open: server.open });
  client.connect();
});

afterEach(() => {
  client.stop();
  vi.restoreAllMocks();
});

async function follow(): Promise<ScanStore> {
  server.socket.accept();
  const store = client.scan(SESSION);
  await vi.waitFor(() => server.socket.last("resume_scan"));
  return store;
}

/** Answers the newest question of a kind that has no answer yet. */
async function answer(over: Parameters<typeof syncState>[0] = {}): Promise<void> {
  await vi.waitFor(() => expect(server.socket.unanswered("resume_scan")).not.toBeNull());
  server.socket.say(syncState({ request_id: server.socket.unanswered("resume_scan"), ...over }));
}

async function collected(portions: AsyncIterable<SnapshotRows>): Promise<SnapshotRows[]> {
  const all: SnapshotRows[] = [];
  for await (const rows of portions) all.push(rows);
  return all;
}

function zipped(...rows: readonly object[]): Response {
  return new Response(gzipSync(rows.map((row) => JSON.stringify(row)).join("\n")));
}

function ids(rows: Iterable<{ readonly file_id: string }>): string[] {
  return [...rows].map(({ file_id }) => file_id).toSorted();
}

function idsOf(store: ScanStore): { readonly matches: string[]; readonly failures: string[] } {
  const { model } = store.view();
  return { matches: ids(model.matches.values()), failures: ids(openFailures(model)) };
}

async function expectRows(store: ScanStore, matches: string[], failures: string[]): Promise<void> {
  await vi.waitFor(() => expect(idsOf(store)).toEqual({ matches, failures }));
}

describe("a snapshot file", () => {
  const rows = [matchRow("a"), failureRow("b", "corrupt")];

  it.each([
    ["gzipped", () => zipped(...rows)],
    ["already unpacked by the browser", () => new Response(rows.map((row) => JSON.stringify(row)).join("\n"))],
    ["with a line break at its end", () => new Response(`${JSON.stringify(rows[0])}\n${JSON.stringify(rows[1])}\n`)],
  ])("%s gives the same rows as messages", async (_name, response) => {
    vi.spyOn(window, "fetch").mockResolvedValue(response());
    const portions = await collected(snapshotRows(LINK, SESSION));
    expect(portions.flatMap(({ matches }) => matches)).toEqual([rows[0]]);
    expect(portions.flatMap(({ failures }) => failures)).toEqual([rows[1]]);
  });

  it("comes in portions that a frame can take, and in no more of them than that needs", async () => {
    const many = Array.from({ length: 1_200 }, (_, at) => matchRow(`file-${at}`));
    vi.spyOn(window, "fetch").mockResolvedValue(zipped(...many));
    const portions = await collected(snapshotRows(LINK, SESSION));
    expect(portions.flatMap(({ matches }) => matches.map(({ file_id }) => file_id))).toEqual(many.map(({ file_id }) => file_id));
    expect(portions.map(({ matches }) => matches.length)).toEqual([250, 250, 250, 250, 200]);
  });

  it.each([
    ["is gone", () => Promise.resolve(new Response("", { status: 403 }))],
    ["cannot be reached", () => Promise.reject(new TypeError("failed to fetch"))],
    ["is cut off", () => Promise.resolve(new Response(gzipSync(JSON.stringify(matchRow("a"))).subarray(0, 40)))],
  ])("that %s is told to be lost", async (_name, answered) => {
    vi.spyOn(window, "fetch").mockImplementation(answered);
    await expect(collected(snapshotRows(LINK, SESSION))).rejects.toThrow(SnapshotLost);
  });
});

describe("a large scan", () => {
  it("is taken from the file that the answer names", async () => {
    const fetched = vi.spyOn(window, "fetch").mockResolvedValue(zipped(matchRow("a"), failureRow("b", "corrupt")));
    const store = await follow();
    await answer({ snapshot_url: LINK, matched: 1 });
    await expectRows(store, ["a"], ["b"]);
    expect(fetched).toHaveBeenCalledWith(LINK);
  });

  it("is read page by page from its beginning when the file cannot be had", async () => {
    vi.spyOn(window, "fetch").mockResolvedValue(new Response("", { status: 403 }));
    const store = await follow();
    await answer({ snapshot_url: LINK });
    await answer({ failures: [failureRow("b", "corrupt")], next_cursor: "more" });
    await answer({ matches: [matchRow("a")] });
    await expectRows(store, ["a"], ["b"]);
    const cursors = server.socket.sent.flatMap((message) => (message.action === "resume_scan" ? [message.cursor] : []));
    expect(cursors).toEqual(["", "folders:0", "more"]);
  });
});

async function disconnectedWith(...failures: FailureRow[]): Promise<ScanStore> {
  const store = await follow();
  await answer({ failures, failed: failures.length });
  await expectRows(store, [], failures.map(({ file_id }) => file_id).toSorted());
  server.socket.cut();
  await vi.advanceTimersByTimeAsync(500);
  server.socket.accept();
  return store;
}

describe("a failure that a retry has mended while nobody listened", () => {
  const mended = failureRow("mended", "timed_out");
  const open = failureRow("open", "timed_out");

  it("is gone after the record was read from end to end", async () => {
    const store = await disconnectedWith(mended, open);
    await answer({ epoch: 2, next_cursor: "more" });
    await answer({ epoch: 2, failures: [open] });
    await expectRows(store, [], ["open"]);
  });

  it("stays while only a part of the record was read", async () => {
    const store = await disconnectedWith(mended, open);
    await answer({ epoch: 2, failures: [open], next_cursor: "more" });
    server.socket.cut();
    await vi.advanceTimersByTimeAsync(500);
    expect(idsOf(store).failures).toEqual(["mended", "open"]);
  });

  it("is not mistaken for one that fails during the reading", async () => {
    const store = await disconnectedWith(open);
    await answer({ epoch: 2, next_cursor: "more" });
    server.socket.say(fileFailed(failureRow("fresh", "lost", { epoch: 2 })));
    await answer({ epoch: 2, failures: [open] });
    await expectRows(store, [], ["fresh", "open"]);
  });
});

async function expectPaused(store: ScanStore, expected: boolean): Promise<void> {
  await vi.waitFor(() => expect(pauseOf(store.view().model) !== null).toBe(expected));
}

describe("a pause", () => {
  it("that ended while nobody listened ends with the reading of the record", async () => {
    const store = await follow();
    await answer({ state: "PROCESSING" });
    server.socket.say(paused());
    await expectPaused(store, true);
    server.socket.cut();
    await vi.advanceTimersByTimeAsync(500);
    server.socket.accept();
    await answer({ state: "PROCESSING" });
    await expectPaused(store, false);
  });

  it("outlives a record that was read before it began and comes after it", async () => {
    const store = await follow();
    server.socket.say(paused());
    await answer({ state: "PROCESSING", matches: [matchRow("a")] });
    await expectRows(store, ["a"], []);
    await vi.advanceTimersByTimeAsync(1_000);
    await expectPaused(store, true);
  });
});

describe("a connection", () => {
  it("is replaced before API Gateway closes it, and the scan followed from the new one, without a gap", async () => {
    await follow();
    const kinds: string[] = [];
    client.subscribe(() => kinds.push(client.status().kind));
    const old = server.socket;
    for (let minute = 0; minute < 110; minute++) {
      await vi.advanceTimersByTimeAsync(60_000);
      old.say({ type: "PONG", request_id: null });
    }
    expect([server.sockets.length, old.readyState]).toEqual([2, 1]);
    server.socket.accept();
    expect([old.readyState, new Set(kinds)]).toEqual([3, new Set(["open"])]);
    expect(server.socket.last("resume_scan").session_id).toBe(SESSION);
  });
});

describe("a paced store", () => {
  it("is looked at once for many changes, and the last one always comes", async () => {
    let [value, tell] = [0, () => {}];
    const store = { view: () => value, subscribe: (listener: () => void) => ((tell = listener), () => undefined) };
    const seen: number[] = [];
    const slow = paced(store, 100);
    slow.subscribe(() => seen.push(slow.view()));
    for (value = 1; value < 50; value++) tell();
    await vi.advanceTimersByTimeAsync(10);
    for (value = 50; value < 60; value++) tell();
    value = 60;
    await vi.advanceTimersByTimeAsync(200);
    expect(seen.length).toBe(2);
    expect(seen.at(-1)).toBe(60);
  });
});
