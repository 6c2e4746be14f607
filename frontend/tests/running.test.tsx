import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AccessKeeper } from "../src/access/access";
import type { Paused } from "../src/protocol/generated";
import { faviconFor } from "../src/running/favicon";
import { remainingMs, remainingText } from "../src/running/remaining";
import { type Sample, sampled } from "../src/scan/pace";
import { answer, LOCAL, open, openAt, openScan, press, say, server } from "./harness";
import { complete, error, estimate, paused, progress, scan, SESSION, started, summary, syncState } from "./messages";

describe("a pause", () => {
  it("for a dead token goes on with a new sign-in", async () => {
    openScan();
    say(paused());
    await press("Sign in again");
    expect(server.socket.last("refresh_token")).toMatchObject({ session_id: SESSION, token: "local-token" });
    await answer("refresh_token", { ...paused(), type: "RESUMED", request_id: null });
    await waitFor(() => expect(screen.queryByText("The sign-in to Google ended.")).toBeNull());
  });

  it("where nobody can sign in takes a pasted token", async () => {
    window.history.replaceState(null, "", `/scans/${SESSION}`);
    open({ webSocketUrl: LOCAL.webSocketUrl });
    say(started(), paused());
    await userEvent.type(await screen.findByLabelText("A new access token"), "ya29-new");
    await press("Go on");
    expect(server.socket.last("refresh_token").token).toBe("ya29-new");
    await answer("refresh_token", error("token_refused", "Google does not know this token."));
    expect(await screen.findByText(/Google does not know this token./)).toBeVisible();
  });

  it("is known at once to a page that is opened on it, and so is its end", async () => {
    openAt(`/scans/${SESSION}`);
    const { request_id } = server.socket.last("resume_scan");
    say(syncState({ request_id: request_id ?? null, state: "PAUSED", processed: 7, total: 10 }), paused());
    expect(await screen.findByRole("heading", { level: 1, name: "Paused" })).toBeVisible();
    expect(screen.getByText("· 7 of 10 files")).toBeVisible();
    expect(screen.getByRole("button", { name: "Cancel scan" })).toBeEnabled();
    say({ ...paused(), type: "RESUMED", request_id: null });
    expect(await screen.findByRole("heading", { level: 1, name: "Scanning" })).toBeVisible();
  });

  it("for the quota says until when, and asks nothing of anybody", async () => {
    openScan();
    say(paused({ reason: "QUOTA", message: "Drive’s quota is used up.", until: new Date(Date.now() + 60_000).toISOString() }));
    expect(await screen.findByText(/Drive’s quota is used up. It is back at/)).toBeVisible();
    expect(screen.queryByRole("button", { name: "Sign in again" })).toBeNull();
  });

  it("where the deployment reads Drive itself is the operator's to mend, and then goes on without a token", async () => {
    window.history.replaceState(null, "", `/scans/${SESSION}`);
    open({ webSocketUrl: LOCAL.webSocketUrl, signIn: "deployment" });
    say(started(), paused());
    expect(await screen.findByText("Waiting for whoever runs this server")).toBeVisible();
    expect(screen.queryByText(/[Ss]ign in/)).toBeNull();
    await press("Try again");
    expect(server.socket.last("refresh_token")).toMatchObject({ session_id: SESSION, token: "" });
  });

  it.each([
    ["a sign-in", paused(), "Waiting for a sign-in to Google"],
    ["the quota", paused({ reason: "QUOTA", until: "2099-01-01T08:00:00Z" }), "Waiting for Drive’s quota"],
    ["what only a newer server knows", { ...paused(), reason: "MOON" } as unknown as Paused, "The scan waits"],
    ["what nobody told yet", progress(1, 10, { state: "PAUSED" }), "The scan waits"],
  ])("for %s says so, and that nothing is lost", async (_what, message, title) => {
    openScan();
    say(message);
    expect(await screen.findByText(title)).toBeVisible();
    expect(screen.getByText(/What was found is kept/)).toBeVisible();
  });
});

describe("a lost connection", () => {
  afterEach(() => vi.useRealTimers());

  it("is nobody's business at first, then is told, and tried again at a click", () => {
    vi.useFakeTimers();
    openScan();
    act(() => server.socket.cut());
    act(() => vi.advanceTimersByTime(200));
    expect(screen.queryByText("No connection to the server")).toBeNull();
    // Every try in between fails as well.
    for (let second = 0; second < 3; second++) {
      act(() => vi.advanceTimersByTime(1_000));
      act(() => server.socket.readyState === 0 && server.socket.cut());
    }
    expect(screen.getByText("No connection to the server")).toBeVisible();
    const tries = server.sockets.length;
    fireEvent.click(screen.getByRole("button", { name: "Try now" }));
    expect(server.sockets).toHaveLength(tries + 1);
    act(() => server.socket.accept());
    expect(screen.queryByText("No connection to the server")).toBeNull();
  });
});

describe("the steps", () => {
  it("say which of them is under way", async () => {
    openScan();
    say(progress(1, 10));
    await waitFor(() => expect(screen.getByText("Read files").closest("li")).toHaveAttribute("aria-current", "step"));
    say(progress(10, 10, { state: "REPORTING" }));
    await waitFor(() => expect(screen.getByText("Write report").closest("li")).toHaveAttribute("aria-current", "step"));
  });
});

describe("after the end", () => {
  it("the same scan is started again with its folder, codes and options", async () => {
    openScan();
    say(complete());
    await press("Run again");
    await waitFor(() => expect(server.socket.last("get_scan").session_id).toBe(SESSION));
    await answer("get_scan", scan(summary(SESSION, { folder_link: "https://drive.google.com/drive/folders/1f" })));
    await press("Start scan");
    await waitFor(() =>
      expect(server.socket.last("start_scan")).toMatchObject({
        token: "local-token",
        codes_of: SESSION,
        drive_link: "https://drive.google.com/drive/folders/1f",
        options: { mode: "exact" },
      }),
    );
    await answer("start_scan", started({ session_id: "session-2" }));
    await waitFor(() => expect(window.location.pathname).toBe("/scans/session-2"));
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("the same scan is started again only once it was told what it takes", async () => {
    openScan();
    say(complete());
    await press("Run again");
    await waitFor(() => expect(server.socket.last("get_scan")).toBeDefined());
    await answer("get_scan", scan(summary(SESSION)));
    await waitFor(() => expect(server.socket.last("estimate_scan").codes_of).toBe(SESSION));
    await answer("estimate_scan", estimate({ files: 66_000, usd: 12.4 }));
    const dialog = within(await screen.findByRole("dialog", { name: "Run again" }));
    expect(await dialog.findByText("66,000")).toBeVisible();
    expect(dialog.getByText("about $12.40")).toBeVisible();
    await press("Not now");
    expect(server.socket.sent.map(({ action }) => action)).not.toContain("start_scan");
  });

  it("an old sign-in is made anew before the scan is started again", async () => {
    const signIn = vi.fn(async () => ({ token: "new", endsAt: Date.now() + 3_600_000 }));
    signIn.mockResolvedValueOnce({ token: "old", endsAt: Date.now() - 1 });
    const access = new AccessKeeper({ signIn });
    await access.signIn();
    window.history.replaceState(null, "", `/scans/${SESSION}`);
    open({ webSocketUrl: LOCAL.webSocketUrl }, access);
    say(started(), complete());
    await press("Run again");
    await waitFor(() => expect(signIn).toHaveBeenCalledTimes(2));
    await waitFor(() => expect(server.socket.last("get_scan")).toBeDefined());
    await answer("get_scan", scan(summary(SESSION)));
    await press("Start scan");
    await waitFor(() => expect(server.socket.last("start_scan").token).toBe("new"));
  });

  it("a report that is not to be had says why", async () => {
    openScan();
    say(complete({ download_url: "" }));
    await press("Download report");
    await answer("get_report", error("wrong_state", "There is no report.", "Scan again."));
    expect(await screen.findByRole("alert")).toHaveTextContent("There is no report. Scan again.");
  });

  it("the link is copied, and says where it opens", async () => {
    const user = userEvent.setup();
    openScan();
    await user.click(screen.getByRole("button", { name: "Copy link" }));
    const copied = await screen.findByRole("button", { name: "Link copied" });
    expect(copied).toHaveAttribute("title", expect.stringContaining("this browser"));
    expect(await navigator.clipboard.readText()).toBe(window.location.href);
  });
});

describe("the notification", () => {
  const shown: string[] = [];
  const asked = vi.fn(async () => "granted");

  class FakeNotification {
    static permission = "default";
    static requestPermission = asked;
    onclick: (() => void) | null = null;

    constructor(title: string, { body }: { body: string }) {
      shown.push(`${title}: ${body}`);
    }
  }

  beforeEach(() => {
    shown.length = 0;
    asked.mockClear();
    vi.stubGlobal("Notification", FakeNotification);
  });

  afterEach(() => vi.unstubAllGlobals());

  it("is asked for by a click only, and comes at the end where nobody looks", async () => {
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    openScan();
    say(progress(1, 2));
    expect(asked).not.toHaveBeenCalled();
    await press("Tell me at the end");
    expect(await screen.findByRole("button", { name: "You will be told" })).toHaveAttribute("aria-pressed", "true");
    say(complete({ total_matches: 1 }));
    await waitFor(() => expect(shown).toEqual(["Scan complete: 1 file with a code."]));
  });

  it("does not come to somebody who did not ask", async () => {
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    openScan();
    say(complete());
    await screen.findByRole("heading", { name: "Scan complete" });
    expect(shown).toEqual([]);
  });
});

const walk = (...points: [number, number][]) =>
  points.reduce<readonly Sample[]>((kept, [at, processed]) => sampled(kept, { at, epoch: 1, processed }), []);
const at = (ms: number, processed: number): Sample => ({ at: ms, epoch: 1, processed });

describe("the time left", () => {
  it("is said once the pace is steady", () => {
    const samples = walk([0, 0], [5_000, 50], [10_000, 100]);
    expect(remainingMs(samples, at(20_000, 200), 500)).toBe(30_000);
  });

  it.each([
    ["nothing is known for long enough", walk([0, 0]), at(9_000, 90)],
    ["the pace has just broken down", walk([0, 0], [10_000, 400]), at(20_000, 410)],
    ["nothing moves", walk([0, 5], [10_000, 5]), at(20_000, 5)],
  ])("is not said while %s", (_name, samples, now) => {
    expect(remainingMs(samples, now, 500)).toBeNull();
  });

  it.each([
    [1_000, "About 10 s left"],
    [41_000, "About 50 s left"],
    [61_000, "About 2 min left"],
    [7_200_000, "About 2.0 h left"],
  ])("of %d ms reads %s", (ms, text) => expect(remainingText(ms)).toBe(text));
});

const svg = (...given: Parameters<typeof faviconFor>) => decodeURIComponent(faviconFor(...given));

describe("the icon in the tab", () => {
  it("closes its ring as the scan goes on", () => {
    const lengths = [0, 50, 100].map((percent) => Number(/stroke-dasharray="([\d.]+)/.exec(svg("PROCESSING", percent))?.[1]));
    expect(lengths).toEqual([0, 37.7, 75.4]);
  });

  it("differs between the ends", () => {
    const ends = (["COMPLETE", "CANCELLED", "FAILED", "PAUSED"] as const).map((status) => svg(status, 100));
    expect(new Set(ends).size).toBe(4);
  });
});
