import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { NotFoundRow, Reason } from "../src/protocol/generated";
import { REASON_NAMES } from "../src/results/notexamined/reasonNames";
import { answer, open, openScan, press, say, server } from "./harness";
import { code, complete, error, failureRow, fileExamined, fileFailed, matchFound, matchRow, progress, results, scan, SESSION, summary } from "./messages";

const row = (name: string | RegExp) => screen.findByRole("row", { name });
const firstCells = () => screen.getAllByRole("gridcell").filter((_cell, at) => at % 6 === 0);
const codesShown = () => firstCells().map((cell) => cell.textContent);
const tab = async (name: string | RegExp) => userEvent.click(await screen.findByRole("tab", { name }));

function sayFiles(...ids: string[]): void {
  say(...ids.map((id) => matchFound(matchRow(id, { codes: [code(`HOLE-${id}`)] }))));
}

function openScanAt(search: string): void {
  window.history.replaceState(null, "", `/scans/${SESSION}${search}`);
  open();
}

describe("the table of matches", () => {
  it("shows each code of each file with its page, its spelling and its words", async () => {
    openScan();
    const codes = [code("HOLE-1", { page: 7, pages: [7] }), code("BH-2", { found_as: "BH 2", how: "normalised", snippet: "at BH 2 above" })];
    say(matchFound(matchRow("iso", { codes, codes_total: 2 })));
    const rows = await screen.findAllByRole("row", { name: /iso\.pdf/ });
    const [spelled, plain] = rows.map((line) => within(line).getAllByRole("gridcell").map((cell) => cell.textContent));
    expect(plain?.slice(0, 5)).toEqual(["HOLE-1", "iso.pdf(opens in a new tab)", "Unit 40", "7", "as written"]);
    expect(spelled?.[4]).toBe("BH 2spelled otherwise");
    expect(within(rows[0] as HTMLElement).getAllByText("BH 2").map(({ tagName }) => tagName)).toContain("MARK");
  });

  it("does not make a link of what is none", async () => {
    openScan();
    say(matchFound(matchRow("iso", { pdf_link: "javascript:alert(1)" })));
    expect(await screen.findByText("iso.pdf")).toBeVisible();
    expect(screen.queryByRole("link", { name: /iso/ })).toBeNull();
  });

  it("leads to the drawing at its page", async () => {
    openScan();
    say(matchFound(matchRow("iso", { codes: [code("HOLE-1", { page: 4 })] })));
    expect(await screen.findByRole("link", { name: /iso\.pdf/ })).toHaveAttribute("href", expect.stringMatching(/#page=4$/));
  });

  it("sorts by a heading, says so, and keeps it in the address", async () => {
    openScan();
    sayFiles("10", "9");
    await row(/HOLE-10/);
    await press("Code");
    expect(codesShown()).toEqual(["HOLE-9", "HOLE-10"]);
    expect(screen.getByRole("columnheader", { name: "Code" })).toHaveAttribute("aria-sort", "ascending");
    await press("Code");
    expect(codesShown()).toEqual(["HOLE-10", "HOLE-9"]);
    expect(window.location.search).toBe("?sort=-code");
  });

  it("is as the address says", async () => {
    openScanAt("?q=hole-2&sort=code");
    sayFiles("1", "2", "21");
    await waitFor(() => expect(codesShown()).toEqual(["HOLE-2", "HOLE-21"]));
    expect(screen.getByRole("searchbox")).toHaveValue("hole-2");
  });

  it("keeps only the hits that the filter asks for, until Escape", async () => {
    openScan();
    sayFiles("a", "b");
    await screen.findByText("2 hits in 2 files");
    await userEvent.keyboard("/");
    await userEvent.keyboard("hole-b");
    expect(await screen.findByText("1 of 2 hits")).toBeVisible();
    expect(screen.queryByText("a.pdf")).toBeNull();
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByText("2 hits in 2 files")).toBeVisible();
  });

  it("tells no match for these filters from no match at all", async () => {
    openScanAt("?q=nowhere");
    sayFiles("a");
    expect(await screen.findByText("No match passes these filters")).toBeVisible();
    await userEvent.click(screen.getAllByRole("button", { name: "Clear filters" })[0] as HTMLElement);
    expect(await row(/a\.pdf/)).toBeVisible();
  });

  it("while sorted holds new rows back until they are asked for", async () => {
    openScanAt("?sort=code");
    sayFiles("5");
    await row(/HOLE-5/);
    sayFiles("3", "4");
    await userEvent.click(await screen.findByRole("button", { name: "2 new" }));
    expect(codesShown()).toEqual(["HOLE-3", "HOLE-4", "HOLE-5"]);
  });

  it("lets new rows in at once when it is told to follow", async () => {
    openScanAt("?sort=code");
    sayFiles("5");
    await row(/HOLE-5/);
    await press("Follow");
    sayFiles("3");
    await waitFor(() => expect(codesShown()).toEqual(["HOLE-3", "HOLE-5"]));
  });

  it("is walked by arrows and opened by Enter, with all codes of the file", async () => {
    openScan();
    say(matchFound(matchRow("iso", { codes: [code("HOLE-1")], codes_total: 2 })));
    await row(/HOLE-1/);
    act(() => screen.getByRole("grid").focus());
    await userEvent.keyboard("{ArrowDown}");
    expect(screen.getByRole("row", { selected: true })).toHaveTextContent("HOLE-1");
    await userEvent.keyboard("{Enter}");
    expect(server.socket.last("get_results")).toMatchObject({ section: "file", file_id: "iso" });
    await answer("get_results", results({ section: "file", rows: [code("HOLE-1"), code("HOLE-77"), { place: "page 3", reason: "needs_ocr" }] }));
    const dialog = screen.getByRole("dialog", { name: "iso.pdf" });
    expect(within(dialog).getByTitle("HOLE-77")).toBeVisible();
    expect(within(dialog).getByText(/page 3: Pictures without text/)).toBeVisible();
  });
});

describe("by code", () => {
  it("counts the rows that are here while the scan runs; a bar leads to its hits", async () => {
    openScan();
    say(matchFound(matchRow("a")), matchFound(matchRow("b", { codes: [code("HOLE-1"), code("BH-2")], codes_total: 2 })));
    await tab("By code");
    const [, most, next] = screen.getAllByRole("row").map((line) => line.textContent);
    expect([most, next]).toEqual([expect.stringMatching(/^HOLE-12 files2$/), expect.stringMatching(/^BH-21 file1$/)]);
    await press("BH-2");
    expect(window.location.search).toBe("?code=BH-2");
    expect(await screen.findByText("1 of 3 hits")).toBeVisible();
  });

  it("is the record's count once the scan is complete", async () => {
    openScan();
    sayFiles("a");
    say(complete({ total_matches: 1 }));
    await tab("By code");
    const recorded = { code: "HOLE-a", weak: false, files: 7, places: 9, file_names: ["a.pdf"] };
    await answer("get_results", results({ section: "by_code", rows: [recorded] }));
    expect(await row(/HOLE-a.*7.*files.*9/)).toBeVisible();
  });
});

describe("not found", () => {
  const near: NotFoundRow["near"][number] = {
    found_as: "H0LE-9",
    why: "lookalike",
    file_id: "iso",
    file_name: "iso.pdf",
    path: "Unit 40",
    pdf_link: "",
    page: 3,
    place: null,
  };
  const missing: NotFoundRow[] = [
    { code: "HOLE-8", near: [] },
    { code: "HOLE-9", near: [near] },
  ];

  async function openNotFound(): Promise<void> {
    openScan();
    say(complete({ codes_not_found: 2 }));
    await tab("Not found 2");
    await answer("get_results", results({ section: "not_found", rows: missing }));
  }

  it("is not told before the end", async () => {
    openScan();
    await tab("Not found");
    expect(screen.getByText("Known at the end")).toBeVisible();
  });

  it("names the codes, and what is almost like them in words", async () => {
    await openNotFound();
    expect(await row(/HOLE-9.*H0LE-9, the same but for letters and digits that are easily misread.*iso\.pdf.*page 3/)).toBeVisible();
    expect(screen.getByText("2 codes were not found; for 1 of them there is something similar.")).toBeVisible();
  });

  it("starts a scan of the same folder for these codes alone", async () => {
    await openNotFound();
    await press("Scan only these");
    await answer("get_scan", { type: "SCAN", request_id: null, scan: { folder_link: "https://drive.example/f", options: { mode: "exact" } } as never, warnings: [] });
    await press("Start scan");
    await waitFor(() =>
      expect(server.socket.last("start_scan")).toMatchObject({
        token: "local-token",
        drive_link: "https://drive.example/f",
        target_hole_codes: ["HOLE-8", "HOLE-9"],
        options: { mode: "exact" },
      }),
    );
  });

  it("says what went wrong, and tries again", async () => {
    openScan();
    say(complete({ codes_not_found: 2 }));
    await tab("Not found 2");
    await answer("get_results", error("internal", "Not now."));
    expect(await screen.findByText("Not now.")).toBeVisible();
    await press("Try again");
    await answer("get_results", results({ section: "not_found", rows: missing }));
    expect(await row(/HOLE-8/)).toBeVisible();
  });
});

describe("not examined", () => {
  const locked = [failureRow("locked-1", "password"), failureRow("locked-2", "password")];
  const unread = [{ place: "page 9", reason: "needs_ocr" as const }];

  async function openNotExamined(): Promise<void> {
    openScan();
    const folder = failureRow("folder", "forbidden", { kind: "folder", file_name: "Vendor" });
    say(...locked.map(fileFailed), fileFailed(folder), matchFound(matchRow("partly", { unread, unread_total: 1 })));
    await tab("Not examined 4");
  }

  it("is grouped by reason, with counts and what mends it", async () => {
    await openNotExamined();
    expect(screen.getByText("Protected by a password")).toHaveTextContent("Protected by a password 2");
    expect(screen.getByText("Because of password.")).toBeVisible();
    expect(screen.getByRole("row", { name: /partly\.pdf.*read in part, not page 9/ })).toBeVisible();
    expect(screen.queryByRole("button", { name: /Retry/ })).toBeNull();
  });

  it.each(Object.entries(REASON_NAMES) as [Reason, string][])("shows of %s its name and the server's sentence", async (reason, name) => {
    openScan();
    say(fileFailed(failureRow("one", reason)));
    await tab("Not examined 1");
    expect(screen.getByText(name)).toBeVisible();
    expect(screen.getByText(`Because of ${reason}.`)).toBeVisible();
  });

  it("never says that all was examined while a counted file has not come", async () => {
    openScan();
    say(complete({ failed: 1 }));
    await tab("Not examined 1");
    expect(screen.getByText("1 more on their way…")).toBeVisible();
    say(fileFailed(failureRow("late", "password")));
    expect(await screen.findByText("late.pdf")).toBeVisible();
    expect(screen.queryByText("1 more on their way…")).toBeNull();
  });

  it("loses a file that was examined after all", async () => {
    await openNotExamined();
    say(fileExamined("locked-1", { epoch: 2 }));
    expect(await screen.findByRole("tab", { name: "Not examined 3" })).toBeVisible();
    expect(screen.queryByText("locked-1.pdf")).toBeNull();
  });

  it("offers no retry of what a retry cannot mend, and says why", async () => {
    await openNotExamined();
    expect(screen.getByRole("row", { name: /Vendor.*listed again by a new scan/ })).toBeVisible();
    say(complete({ failed: 2 }));
    expect(await screen.findByRole("button", { name: "Retry all 3" })).toBeVisible();
    expect(screen.queryByRole("checkbox", { name: "Choose Vendor" })).toBeNull();
  });

  it("says above files and folders what holds for the files", async () => {
    openScan();
    const folder = failureRow("folder", "forbidden", { kind: "folder", message: "Scan again." });
    say(fileFailed(folder), fileFailed(failureRow("file", "forbidden")));
    await tab("Not examined 2");
    expect(await screen.findByText("Because of forbidden.")).toBeVisible();
    expect(screen.queryByText("Scan again.")).toBeNull();
  });

  it.each([
    ["unsupported", /exported copy is another file/],
    ["too_large", /limit stays the same/],
    ["abusive", /refuses it every time/],
    ["export_too_large", /limit stays the same/],
  ] as const)("of %s offers none", async (reason, words) => {
    openScan();
    say(fileFailed(failureRow("final", reason)), complete({ failed: 1 }));
    await tab("Not examined 1");
    expect(await screen.findByRole("row", { name: words })).toBeVisible();
    expect(screen.queryByRole("button", { name: /^Retry/ })).toBeNull();
  });

  it("offers one of a file that it may mend in part", async () => {
    openScan();
    const gaps = (["unsupported", "timed_out"] as const).map((reason) => ({ place: reason, reason }));
    say(fileFailed(failureRow("final", "unsupported")), matchFound(matchRow("mixed", { unread: gaps, unread_total: 2 })), complete({ failed: 1 }));
    await tab("Not examined 2");
    expect(await screen.findByRole("button", { name: "Retry mixed.pdf" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Retry final.pdf" })).toBeNull();
  });

  it.each([{ ocr: "off" }, { ocr: "auto", ocr_page_budget: 0 }])("does not read pictures again where the scan recognises no text: %j", async (options) => {
    openScan();
    await answer("get_scan", scan(summary(SESSION, { options })));
    say(fileFailed(failureRow("picture", "needs_ocr")), fileFailed(failureRow("locked", "password")), complete({ failed: 2 }));
    await answer("get_scan", scan(summary(SESSION, { options })));
    await tab("Not examined 2");
    expect(await screen.findByRole("row", { name: /picture\.pdf.*new scan with text recognition/ })).toBeVisible();
    await press("Retry all 1");
    await waitFor(() => expect(server.socket.last("retry_failed").file_ids).toEqual(["locked"]));
  });

  it.each([
    ["one", () => press("Retry locked-1.pdf"), ["locked-1"]],
    ["all", () => press("Retry all 3"), undefined],
    [
      "those of a reason",
      async () => {
        await userEvent.click(screen.getByRole("checkbox", { name: "Choose all: Protected by a password" }));
        await press("Retry 2 chosen");
      },
      ["locked-1", "locked-2"],
    ],
  ])("retries %s with the token at hand", async (_name, ask, fileIds) => {
    await openNotExamined();
    say(complete({ failed: 2 }));
    await screen.findByRole("button", { name: "Retry all 3" });
    await ask();
    await waitFor(() => expect(server.socket.last("retry_failed")).toMatchObject({ session_id: SESSION, token: "local-token" }));
    expect(server.socket.last("retry_failed").file_ids).toEqual(fileIds);
  });
});

it("every stop of the Tab key is a control or a list, not the panel around them", async () => {
  openScan();
  say(matchFound(matchRow("iso")));
  (await screen.findByRole("tab", { name: /Matches/ })).focus();
  await userEvent.tab();
  expect(screen.getByRole("searchbox")).toHaveFocus();
});

it("the open tab is in the address", async () => {
  openScanAt("?tab=not-examined");
  say(progress(1, 2));
  expect(await screen.findByRole("tab", { name: "Not examined 0" })).toHaveAttribute("aria-selected", "true");
});

function fail(): void {
  say({ ...error("internal", "It broke."), session_id: SESSION, epoch: 1 });
}

describe("a scan that failed", () => {
  it("does not promise to know at its end what was not found", async () => {
    openScan();
    fail();
    await tab("Not found");
    expect(await screen.findByText("Not known")).toBeVisible();
  });

  it("does not promise a retry at its end", async () => {
    openScan();
    say(fileFailed(failureRow("iso", "corrupt")));
    fail();
    await tab(/Not examined/);
    expect(await screen.findByText(/run it again/)).toBeVisible();
    expect(screen.queryByText(/once the scan has ended/)).toBeNull();
  });
});
