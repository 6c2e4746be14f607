import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { compare, type ScanRecord } from "../src/history/compare";
import { isEarlierOf } from "../src/history/useSiblings";
import type { ClientMessage, ServerMessage } from "../src/protocol/generated";
import { placeAt, pathTo } from "../src/route";
import { answer, LOCAL, openAt, openScan, press, server } from "./harness";
import { code, error, failureRow, matchRow, scan, scans, SESSION, summary, syncState } from "./messages";

describe("addresses", () => {
  it.each([
    ["/", { kind: "new" }],
    ["/scans", { kind: "history" }],
    ["/scans/abc-1", { kind: "scan", sessionId: "abc-1" }],
    ["/scans/abc/compare", { kind: "compare", sessionId: "abc", earlierId: null }],
    ["/scans/abc/compare/def", { kind: "compare", sessionId: "abc", earlierId: "def" }],
  ] as const)("%s leads to its place, and the place to it", (path, place) => {
    expect(placeAt(path)).toEqual(place);
    expect(pathTo(place)).toBe(path);
  });

  it("that nobody gave lead to a new scan", () => {
    expect([placeAt("/scans/a b"), placeAt("/elsewhere")].map(({ kind }) => kind)).toEqual(["new", "new"]);
  });
});

const OF_PEOPLE = { ...LOCAL, scansBelongTo: "person" };

async function openHistory(...rows: Parameters<typeof scans>): Promise<void> {
  openAt("/scans");
  await waitFor(() => expect(server.socket.last("list_scans")).toBeDefined());
  await answer("list_scans", scans(...rows));
}

const rows = () => within(screen.getByRole("list", { name: "Scans" })).getAllByRole("listitem");

describe("whose the scans are is said as it is", () => {
  const DEPLOYMENTS = [
    ["where a browser's secret owns them", LOCAL, "this browser started", "opens in this browser", "shown to the browser"],
    ["where an authorizer names people", OF_PEOPLE, "you started", "opens for you", "shown to the person"],
  ] as const;

  it.each(DEPLOYMENTS)("in the history, %s", async (_, config, started) => {
    openAt("/scans", config);
    expect(await screen.findByText(`Scans that ${started}. They are kept for 90 days.`)).toBeVisible();
  });

  it.each(DEPLOYMENTS)("where there is nothing to compare with, %s", async (_, config, started) => {
    openAt(`/scans/${SESSION}/compare`, config);
    answering((message) => {
      if (message.action === "list_scans") return scans([summary(SESSION)]);
      return message.action === "get_scan" ? scan(summary(SESSION)) : null;
    });
    expect(await screen.findByText(new RegExp(`that ${started} are offered`))).toBeVisible();
  });

  it.each(DEPLOYMENTS)("at a scan's link, %s", (_, config, _started, opens) => {
    openScan(config);
    expect(screen.getByRole("button", { name: "Copy link" })).toHaveAttribute("title", expect.stringContaining(opens));
  });

  it.each(DEPLOYMENTS)("of a scan that cannot be shown, %s", async (_, config, _started, _opens, shown) => {
    openAt(`/scans/${SESSION}`, config);
    await waitFor(() => expect(server.socket.last("resume_scan")).toBeDefined());
    await answer("resume_scan", error("not_yours", "It is somebody else's."));
    expect(await screen.findByRole("alert")).toHaveTextContent(shown);
  });
});

describe("the history", () => {
  it("shows each scan with its state and figures, and leads to it", async () => {
    await openHistory([summary("one", { folder_name: "Plant 40" }), summary("two", { state: "PROCESSING", ended_at: null })]);
    expect(rows()[0]).toHaveTextContent(/Plant 40.*took 6:40.*Complete.*4 of 10 files with a code/);
    expect(rows()[1]).toHaveTextContent("Running");
    expect(screen.getByRole("link", { name: "Plant 40" })).toHaveAttribute("href", "/scans/one");
  });

  it.each([[2, "retried once"], [4, "retried 3 times"]])("of a scan in its run %i says %s, not how long it stood still", async (epoch, words) => {
    await openHistory([summary("one", { epoch })]);
    expect(rows()[0]).toHaveTextContent(words);
    expect(rows()[0]).not.toHaveTextContent("took");
  });

  it.each([{ failed: 1 }, { unread_files: 1 }, { folders_failed: 1 }, { listing_complete: false }, { total_files: 0 }])(
    "never calls a scan with %j simply complete",
    async (over) => {
      await openHistory([summary("one", over)]);
      expect(rows()[0]).toHaveTextContent("Complete, with gaps");
    },
  );

  it("shows only the scans of the state that is asked for", async () => {
    await openHistory([summary("one"), summary("two", { state: "FAILED", folder_name: "Broken" })]);
    await userEvent.click(screen.getByRole("radio", { name: /Failed/ }));
    expect(rows()).toHaveLength(1);
    expect(rows()[0]).toHaveTextContent("Broken");
    await userEvent.click(screen.getByRole("radio", { name: /Cancelled/ }));
    expect(screen.getByText("None of the 2 scans loaded so far is “Cancelled”")).toBeVisible();
  });

  it("loads older scans, and a scan that is on both pages once", async () => {
    await openHistory([summary("one")], "older");
    await press("Load older scans");
    expect(server.socket.last("list_scans").cursor).toBe("older");
    await answer("list_scans", scans([summary("one"), summary("two")]));
    await waitFor(() => expect(rows()).toHaveLength(2));
    expect(screen.queryByRole("button", { name: "Load older scans" })).toBeNull();
  });

  it("forgets a scan only after a second word, and only when the server did", async () => {
    await openHistory([summary("one")]);
    await press(/^Delete Plant/);
    expect(server.socket.sent.map(({ action }) => action)).not.toContain("delete_scan");
    await press("Delete the scan");
    await answer("delete_scan", error("wrong_state", "It is still running."));
    expect(await screen.findByRole("alert")).toHaveTextContent("It is still running.");
    await press("Delete the scan");
    await answer("delete_scan", { type: "DELETED", session_id: "one", request_id: null });
    expect(await screen.findByText("No scan yet")).toBeVisible();
    await waitFor(() => expect(screen.getByRole("heading", { level: 1 })).toHaveFocus());
  });

  it("that is not to be had says so, and can be asked for again", async () => {
    openAt("/scans");
    await waitFor(() => expect(server.socket.last("list_scans")).toBeDefined());
    await answer("list_scans", error("internal", "It broke."));
    await press("Try again");
    await answer("list_scans", scans([summary("one")]));
    await waitFor(() => expect(rows()).toHaveLength(1));
  });

  it("is gone to by its link, and told by its heading", async () => {
    openAt("/");
    await userEvent.click(screen.getByRole("link", { name: "History" }));
    expect(window.location.pathname).toBe("/scans");
    await waitFor(() => expect(screen.getByRole("heading", { level: 1, name: "History" })).toHaveFocus());
  });
});

const record = (over: Partial<ScanRecord>): ScanRecord => ({ scan: summary("x"), matches: [], failures: [], ...over });
const codesOf = (pairs: readonly { code: string; file: { file_id: string } }[]) => pairs.map((pair) => `${pair.code} ${pair.file.file_id}`);

describe("a comparison", () => {
  const a = matchRow("a", { codes: [code("HOLE-1"), code("HOLE-2")] });

  it("is of pairs of code and file", () => {
    const later = record({ matches: [matchRow("a", { codes: [code("HOLE-2"), code("HOLE-10")] }), matchRow("b")] });
    const { fresh, gone, kept } = compare(record({ matches: [a] }), later);
    expect(codesOf(fresh)).toEqual(["HOLE-1 b", "HOLE-10 a"]);
    expect(codesOf(gone)).toEqual(["HOLE-1 a"]);
    expect(kept).toBe(1);
  });

  it("with itself finds nothing", () => {
    expect(compare(record({ matches: [a] }), record({ matches: [a] }))).toEqual({ fresh: [], gone: [], kept: 2 });
  });

  it.each([
    ["could not be examined", record({ failures: [failureRow("a", "password")] })],
    ["was read in part", record({ matches: [{ ...a, codes: [code("HOLE-1")], unread_total: 1 }] })],
  ])("does not claim that a code is gone from a file that %s", (_name, later) => {
    expect(compare(record({ matches: [a] }), later).gone.every(({ isDoubtful }) => isDoubtful)).toBe(true);
  });

  it("is offered with ended scans of the same folder that began earlier", () => {
    const now = summary("now");
    const before = { started_at: "2026-02-01T00:00:00+00:00" };
    expect(isEarlierOf(now, summary("old", before))).toBe(true);
    expect(isEarlierOf(now, summary("old", { ...before, state: "FAILED" }))).toBe(false);
    expect(isEarlierOf(now, summary("old", { ...before, folder_link: "other" }))).toBe(false);
    expect(isEarlierOf(now, summary("new", { started_at: "2026-04-01T00:00:00+00:00" }))).toBe(false);
  });
});

/** Answers every question of the comparison as it is asked. */
function answering(replies: (message: ClientMessage) => ServerMessage | null): void {
  const { socket } = server;
  const send = socket.send.bind(socket);
  const reply = (message: ClientMessage) => {
    const said = replies(message);
    if (said) queueMicrotask(() => act(() => socket.say({ ...said, request_id: message.request_id ?? null } as ServerMessage)));
  };
  for (const message of socket.sent) reply(message);
  socket.send = (frame) => {
    send(frame);
    reply(JSON.parse(String(frame)) as ClientMessage);
  };
}

describe("the page of a comparison", () => {
  const old = summary("old", { started_at: "2026-02-01T00:00:00+00:00", total_codes: 2 });

  it("compares with the last scan of the folder, with all codes of a file, and names what it cannot be sure of", async () => {
    openAt(`/scans/${SESSION}/compare`);
    answering((message) => {
      switch (message.action) {
        case "list_scans":
          return scans([summary(SESSION), old]);
        case "get_scan":
          return scan(message.session_id === "old" ? old : summary(SESSION));
        case "resume_scan": {
          const matches = message.session_id === "old" ? [matchRow("a")] : [matchRow("b", { codes_total: 2 })];
          return syncState({ session_id: message.session_id, state: "COMPLETE", matches });
        }
        case "get_results":
          return {
            type: "RESULTS",
            request_id: null,
            session_id: SESSION,
            epoch: 1,
            section: "file",
            rows: [code("HOLE-8"), code("HOLE-9"), { place: "page 3", reason: "needs_ocr" }],
            next_cursor: "",
          };
        default:
          return null;
      }
    });
    expect(await screen.findByText("2 new, 1 gone, 0 unchanged. Each is a code on a drawing.")).toBeVisible();
    expect(screen.getByText(/The two scans looked for different codes/)).toBeVisible();
    expect(screen.getByRole("row", { name: /HOLE-9/ })).toBeVisible();
  });

  it("without an earlier scan says so", async () => {
    openAt(`/scans/${SESSION}/compare`);
    answering((message) => {
      if (message.action === "list_scans") return scans([summary(SESSION)]);
      return message.action === "get_scan" ? scan(summary(SESSION)) : null;
    });
    expect(await screen.findByText("There is no earlier scan to compare with")).toBeVisible();
  });
});
