import { act, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { answer, open, openAt, openScan, press, say, server } from "./harness";
import {
  complete,
  matchFound,
  matchRow,
  progress,
  scan,
  SESSION,
  started,
  summary,
  syncState,
} from "./messages";

describe("a running scan", () => {
  it("shows progress, counts and the percentage in the title", async () => {
    openScan();
    say(progress(62, 100, { matched: 4, failed: 2 }));
    expect(await screen.findByText("62 of 100 files", { exact: false })).toBeVisible();
    expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "62");
    expect(document.title).toBe("62% · holescan");
    expect(screen.getByRole("status")).toHaveTextContent("Reading files: 60 percent");
  });

  it("says how many counted matches have not arrived, and never that there are none", async () => {
    openScan();
    say(complete({ total_matches: 3, total_files: 9, total_processed: 9 }));
    await waitFor(() => expect(screen.getByRole("tab", { name: "Not examined 0" })).toBeVisible());
    expect(await screen.findByText("3 more on their way…")).toBeVisible();
    expect(screen.queryByText("No code was found")).toBeNull();
    say(matchFound(matchRow("iso")));
    expect(await screen.findByText("2 more on their way…")).toBeVisible();
  });

  it("is cancelled only after a second word", async () => {
    openScan();
    await userEvent.click(await screen.findByRole("button", { name: "Cancel scan" }));
    expect(server.socket.sent.map(({ action }) => action)).not.toContain("cancel_scan");
    await userEvent.click(screen.getByRole("button", { name: "Cancel the scan" }));
    expect(server.socket.last("cancel_scan").session_id).toBe(SESSION);
    expect(screen.getByRole("button", { name: "Cancelling…" })).toBeDisabled();
  });

  it("says so when the connection is gone, and keeps what it has", async () => {
    openScan();
    say(matchFound(matchRow("iso")));
    await screen.findByText("iso.pdf");
    act(() => server.socket.cut());
    expect(screen.getByText("Reconnecting…")).toBeVisible();
    expect(screen.getByText("iso.pdf")).toBeVisible();
  });

  it("that the server does not know is said to be so", async () => {
    window.history.replaceState(null, "", `/scans/${SESSION}`);
    open();
    const { request_id } = server.socket.last("resume_scan");
    const error = { type: "ERROR", message: "No scan has this id.", code: "unknown_session", hint: "" } as const;
    await act(async () => server.socket.say({ ...error, request_id: request_id ?? null, session_id: null, epoch: null }));
    expect(await screen.findByRole("heading", { name: "This scan cannot be shown" })).toBeVisible();
  });
});

describe("the end", () => {
  it("without any doubt says that every file was read", async () => {
    openScan();
    say(complete({ total_files: 9, total_processed: 9 }));
    expect(await screen.findByText("Every file was read completely.")).toBeVisible();
    expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("Scan complete");
  });

  it("sets apart the files whose only codes may be there by chance", async () => {
    openScan();
    say(complete({ total_matches: 5, weak_matches: 2, total_files: 9 }));
    expect(await screen.findByText(/At least one code in 5 of 9 files, in 2 of them only/)).toBeVisible();
  });

  it.each([
    [{ failed: 2 }, "2 files could not be examined."],
    [{ unread_files: 1 }, "1 file could be read only in part."],
    [{ folders_failed: 1 }, "1 folder could not be listed."],
    [{ listing_complete: false }, /list of files is not complete/],
    [{ state: "CANCELLED" as const }, "The scan was cancelled before its end."],
  ])("with %j never claims that all was examined", async (over, doubt) => {
    openScan();
    say(complete({ total_files: 9, ...over }));
    expect(await screen.findByText(doubt)).toBeVisible();
    expect(screen.queryByText("Every file was read completely.")).toBeNull();
  });

  it("of a scan that found no file is no good news", async () => {
    openScan();
    say(complete({ total_files: 0, total_processed: 0 }));
    expect(await screen.findByText("Nothing was examined.")).toBeVisible();
    expect(screen.getByText(/the folder is empty, or the options left out/)).toBeVisible();
    expect(screen.queryByText("Every file was read completely.")).toBeNull();
    expect(screen.queryByRole("button", { name: "Show which" })).toBeNull();
  });

  it("with doubts leads to what was not examined", async () => {
    openScan();
    say(complete({ failed: 1 }));
    await press("Show which");
    expect(screen.getByRole("tab", { name: /Not examined/, selected: true })).toBeVisible();
  });

  it("of a retry counts the retries: since the first start it mostly stood still", async () => {
    openScan();
    say(complete());
    expect(await screen.findByText("Took")).toBeVisible();
    say(started({ epoch: 3 }), progress(1, 2, { epoch: 3 }));
    expect(await screen.findByText("Reading files again")).toBeVisible();
    say(complete({ epoch: 3 }));
    expect((await screen.findByText("Retries")).nextSibling).toHaveTextContent("2");
    expect(screen.queryByText("Took")).toBeNull();
  });

  it("of a cancelled scan counts only what was examined", async () => {
    openScan();
    say(complete({ state: "CANCELLED", total_files: 335, total_processed: 335, failed: 331 }));
    expect(await screen.findByText("· 4 of 335 files examined")).toBeVisible();
    expect(screen.getByText("1 %")).toBeVisible();
  });

  it("keeps the remarks about this scan, after a reload too", async () => {
    openAt(`/scans/${SESSION}`);
    await answer("get_scan", scan(summary(SESSION), ["1 entry is longer than 200 characters and not looked for."]));
    say(complete());
    expect(await screen.findByText(/1 remark about this scan/)).toBeVisible();
  });

  it("asks for a fresh link when the one it has is old", async () => {
    openScan();
    say(complete());
    const now = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 11 * 60_000);
    await userEvent.click(await screen.findByRole("button", { name: "Download report" }));
    now.mockRestore();
    expect(server.socket.last("get_report").session_id).toBe(SESSION);
  });

  it("is the same screen after a reload", async () => {
    window.history.replaceState(null, "", `/scans/${SESSION}`);
    open();
    const { request_id } = server.socket.last("resume_scan");
    say(
      syncState({ request_id: request_id ?? null, state: "COMPLETE", processed: 1, total: 1, matched: 1, matches: [matchRow("iso")] }),
      complete({ total_matches: 1, total_files: 1, total_processed: 1 }),
    );
    expect(await screen.findByText("Every file was read completely.")).toBeVisible();
    expect(await screen.findByText("iso.pdf")).toBeVisible();
  });
});
