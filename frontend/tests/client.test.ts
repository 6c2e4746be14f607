import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HolescanClient } from "../src/client";
import { delayMs } from "../src/connection/backoff";
import { complete, error, failureRow, fileFailed, matchFound, matchRow, progress, SESSION, started, syncState } from "./messages";
import { FakeServer } from "./fakeSocket";

let server: FakeServer;
let client: HolescanClient;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  client = new HolescanClient({ webSocketUrl: "wss://example.test", open: server.open });
  client.connect();
});

afterEach(() => client.stop());

async function follow() {
  server.socket.accept();
  const store = client.scan(SESSION);
  await vi.advanceTimersByTimeAsync(0);
  return store;
}

function answer(over: Parameters<typeof syncState>[0] = {}): void {
  const { request_id } = server.socket.last("resume_scan");
  server.socket.say(syncState({ request_id: request_id ?? null, ...over }));
}

describe("the connection", () => {
  it("names the protocol and a secret that stays the same", () => {
    server.socket.cut();
    vi.advanceTimersByTime(60_000);
    const [first, second] = server.protocols;
    expect(first?.[0]).toBe("holescan.v1");
    expect(first?.[1]).toMatch(/^client\.[A-Za-z0-9_-]{43}$/);
    expect(second).toEqual(first);
  });

  it("comes back after it is lost, later each time, never together", () => {
    expect([0, 1, 2, 9].map((attempt) => delayMs(attempt, 0))).toEqual([250, 500, 1000, 10_000]);
    expect([0, 1, 2, 9].map((attempt) => delayMs(attempt, 1))).toEqual([500, 1000, 2000, 20_000]);
    server.socket.cut();
    expect(client.status().kind).toBe("waiting");
    vi.advanceTimersByTime(500);
    expect(server.sockets).toHaveLength(2);
  });

  it("is kept open by a ping within ten minutes", () => {
    server.socket.accept();
    vi.advanceTimersByTime(9 * 60_000);
    expect(server.sockets[0]?.last("ping")).toBeDefined();
  });

  it("that leaves a ping unanswered is given up", () => {
    server.socket.accept();
    client.wake();
    vi.advanceTimersByTime(16_000);
    expect(server.sockets.length).toBeGreaterThan(1);
  });

  it("that answers a ping is kept", () => {
    server.socket.accept();
    client.wake();
    server.socket.say({ type: "PONG", request_id: null });
    vi.advanceTimersByTime(16_000);
    expect(server.sockets).toHaveLength(1);
  });
});

describe("questions", () => {
  it("are answered by request_id, in any order", async () => {
    server.socket.accept();
    const first = client.ask<"get_report">({ action: "get_report", session_id: "a" });
    const second = client.ask<"get_report">({ action: "get_report", session_id: "b" });
    const ids = server.socket.sent.map(({ request_id }) => request_id ?? null);
    for (const [index, id] of [...ids.entries()].toReversed()) {
      const ready = { type: "REPORT_READY", session_id: "x", expires_in_s: 1 } as const;
      server.socket.say({ ...ready, request_id: id, download_url: `link-${index}` });
    }
    expect((await first).download_url).toBe("link-0");
    expect((await second).download_url).toBe("link-1");
  });

  it("that were open when the connection was lost are asked again, with the same request_id", async () => {
    server.socket.accept();
    void client.ask<"start_scan">({ action: "start_scan", token: "t" });
    const before = server.socket.last("start_scan");
    server.socket.cut();
    await vi.advanceTimersByTimeAsync(500);
    server.socket.accept();
    expect(server.socket.last("start_scan")).toEqual(before);
  });

  it("that are refused tell the code, the message and the hint", async () => {
    server.socket.accept();
    const asked = client.ask<"start_scan">({ action: "start_scan", token: "t" });
    const { request_id } = server.socket.last("start_scan");
    server.socket.say({
      type: "ERROR",
      request_id: request_id ?? null,
      message: "No such folder.",
      code: "folder_not_found",
      hint: "Look again.",
      session_id: null,
      epoch: null,
    });
    await expect(asked).rejects.toMatchObject({ code: "folder_not_found", message: "No such folder.", hint: "Look again." });
  });

  it.each(["token", "drive_link", "REPORTING"])("that are refused with the hint %s, for programs, tell none", async (hint) => {
    server.socket.accept();
    const asked = client.ask<"start_scan">({ action: "start_scan", token: "t" });
    const { request_id = null } = server.socket.last("start_scan");
    server.socket.say({ ...error("invalid_field", "That does not do.", hint), request_id });
    await expect(asked).rejects.toMatchObject({ message: "That does not do.", hint: "" });
  });

  it("that nobody answers are given up", async () => {
    server.socket.accept();
    const asked = client.ask<"start_scan">({ action: "start_scan", token: "t" });
    const refused = expect(asked).rejects.toMatchObject({ code: "no_answer" });
    await vi.advanceTimersByTimeAsync(46_000);
    await refused;
  });
});

describe("following a scan", () => {
  it("begins with what is known, page after page", async () => {
    const store = await follow();
    answer({ matches: [matchRow("a")], matched: 2, next_cursor: "more" });
    await vi.advanceTimersByTimeAsync(0);
    expect(server.socket.last("resume_scan").cursor).toBe("more");
    answer({ matches: [matchRow("b")], matched: 2 });
    await vi.advanceTimersByTimeAsync(600);
    expect([...store.view().model.matches.values()].map(({ file_id }) => file_id)).toEqual(["a", "b"]);
  });

  it("is taken up again on every new connection", async () => {
    await follow();
    server.socket.cut();
    await vi.advanceTimersByTimeAsync(500);
    server.socket.accept();
    expect(server.socket.last("resume_scan").session_id).toBe(SESSION);
  });

  it.each([
    ["match", () => progress(5, 9, { matched: 1 })],
    ["failure", () => progress(5, 9, { failed: 1 })],
    ["failure, told by the end alone,", () => complete({ failed: 1 })],
    ["folder", () => complete({ folders_failed: 1 })],
  ])("asks again when a counted %s has not come for five seconds", async (_row, counted) => {
    await follow();
    answer();
    await vi.advanceTimersByTimeAsync(0);
    const before = server.socket.sent.length;
    server.socket.say(counted());
    await vi.advanceTimersByTimeAsync(4_000);
    expect(server.socket.sent).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(server.socket.sent.slice(before).map(({ action }) => action)).toEqual(["resume_scan"]);
  });

  it("asks nothing when the rows came in time", async () => {
    await follow();
    answer();
    await vi.advanceTimersByTimeAsync(0);
    const before = server.socket.sent.length;
    server.socket.say(progress(5, 9, { matched: 1, failed: 1 }));
    await vi.advanceTimersByTimeAsync(3_000);
    server.socket.say(matchFound(matchRow("a")));
    server.socket.say(fileFailed(failureRow("b", "corrupt")));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(server.socket.sent).toHaveLength(before);
  });

  it("tells when the server does not know the scan, until it does", async () => {
    await follow();
    const { request_id } = server.socket.last("resume_scan");
    server.socket.say({ ...error("unknown_session", "No scan."), request_id: request_id ?? null });
    await vi.advanceTimersByTimeAsync(0);
    expect(client.refusal(SESSION)?.message).toBe("No scan.");
    server.socket.cut();
    await vi.advanceTimersByTimeAsync(500);
    server.socket.accept();
    answer();
    await vi.advanceTimersByTimeAsync(0);
    expect(client.refusal(SESSION)).toBeNull();
  });

  it("reduces many messages in one go", async () => {
    const store = await follow();
    let told = 0;
    store.subscribe(() => {
      told += 1;
    });
    server.socket.say(started());
    for (let index = 0; index < 200; index++) server.socket.say(matchFound(matchRow(`file-${index}`)));
    await vi.advanceTimersByTimeAsync(600);
    expect(store.view().model.matches.size).toBe(200);
    expect(told).toBe(1);
  });
});
