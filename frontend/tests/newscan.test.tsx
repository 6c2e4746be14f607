import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { AccessKeeper, SignInFailed } from "../src/access/access";
import { cautionsOf } from "../src/estimate/cautions";
import type { ErrorCode } from "../src/protocol/generated";
import { answer, LOCAL, open, press, server } from "./harness";
import { codesRead, error, estimate, folder, SESSION, started } from "./messages";

async function pressStart(): Promise<void> {
  await press("Start scan");
}

function requestId(): string {
  return server.socket.last("start_scan").request_id ?? "";
}

describe("a new scan", () => {
  it("on the local stack needs only the codes", async () => {
    open();
    await userEvent.type(screen.getByLabelText("Or type codes"), "HOLE-1, HOLE-2{enter}HOLE-1");
    await pressStart();
    await waitFor(() => expect(requestId()).not.toBe(""));
    expect(server.socket.last("start_scan")).toMatchObject({
      token: "local-token",
      drive_link: "1Folder",
      target_hole_codes: ["HOLE-1", "HOLE-2"],
      options: { mode: "normalised", leading_zeros: false },
    });
  });

  it("leads to the scan's own address", async () => {
    open();
    await userEvent.type(screen.getByLabelText("Or type codes"), "HOLE-1");
    await pressStart();
    await waitFor(() => expect(requestId()).not.toBe(""));
    await act(async () => server.socket.say(started({ request_id: requestId() })));
    await waitFor(() => expect(window.location.pathname).toBe(`/scans/${SESSION}`));
  });

  it.each([
    ["bad_link", "Drive folder"],
    ["folder_forbidden", "Drive folder"],
    ["token_refused", "Access token"],
  ] as const)("shows the error %s at the field %s", async (refusal: ErrorCode, label) => {
    open();
    await userEvent.type(screen.getByLabelText("Or type codes"), "HOLE-1");
    await pressStart();
    await waitFor(() => expect(requestId()).not.toBe(""));
    await answer("start_scan", error(refusal, "That does not work.", "Do this."));
    const field = await screen.findByLabelText(label);
    expect(field).toHaveAccessibleDescription(expect.stringContaining("That does not work. Do this."));
    expect(field).toBeInvalid();
    expect(field).toHaveFocus();
  });

  it("without a code is not sent", async () => {
    open();
    await pressStart();
    expect(screen.getByText("There is no code to look for.")).toBeVisible();
    expect(server.socket.sent).toEqual([]);
  });

  it("no longer blames what was mended", async () => {
    open();
    await pressStart();
    await chooseSheet();
    await answer("inspect_codes", codesRead({ warnings: [HEADING] }));
    expect(await screen.findByText(HEADING)).toBeVisible();
    expect(screen.queryByText("There is no code to look for.")).toBeNull();
  });

  it("keeps the field of a refused token, whatever is typed into it", async () => {
    open();
    await userEvent.type(screen.getByLabelText("Or type codes"), "HOLE-1");
    await pressStart();
    await waitFor(() => expect(requestId()).not.toBe(""));
    await answer("start_scan", error("token_refused", "Google did not accept it."));
    await userEvent.type(await screen.findByLabelText("Access token"), "another");
    expect(screen.queryByText("Google did not accept it.")).toBeNull();
    expect(screen.getByLabelText("Access token")).toHaveValue("local-tokenanother");
  });

  it("speaks of the local stack's own token only while that is the one", async () => {
    open();
    expect(screen.getByText(/its own token is ready/)).toBeVisible();
    await press("Use another token");
    expect(screen.queryByText(/its own token is ready/)).toBeNull();
    const field = screen.getByLabelText("Access token");
    expect(field).toHaveAccessibleDescription(/own token is filled in/);
    await userEvent.type(field, "another");
    expect(field).toHaveFocus();
    expect(field).toHaveAccessibleDescription(/^A Google access token/);
  });

  it("without a folder says which one is meant", () => {
    open({ webSocketUrl: LOCAL.webSocketUrl, token: "t" });
    expect(screen.getByLabelText("Drive folder")).toHaveAccessibleDescription(/all of your Drive/);
    fireEvent.change(screen.getByLabelText("Drive folder"), { target: { value: "1Folder" } });
    expect(screen.getByLabelText("Drive folder")).not.toHaveAccessibleDescription(/all of your Drive/);
  });

  it("with a small sheet sends it in the message", async () => {
    open();
    await userEvent.upload(screen.getByLabelText(/code sheet/), new File(["HOLE-1"], "codes.csv"));
    await pressStart();
    await waitFor(() => expect(requestId()).not.toBe(""));
    expect(server.socket.last("start_scan").file_content).toBe(btoa("HOLE-1"));
  });

  it("with a large sheet uploads it first, with the headers it was given", async () => {
    const put = vi.spyOn(window, "fetch").mockResolvedValue(new Response());
    open();
    await userEvent.upload(screen.getByLabelText(/code sheet/), new File(["x".repeat(30_000)], "codes.xlsx"));
    await pressStart();
    await waitFor(() => expect(server.socket.last("request_upload").size_bytes).toBe(30_000));
    server.socket.say({
      type: "UPLOAD_READY",
      request_id: server.socket.last("request_upload").request_id ?? null,
      upload_id: "u-1",
      upload_url: "https://bucket.example/put",
      headers: { "if-none-match": "*" },
      expires_in_s: 300,
    });
    await waitFor(() => expect(requestId()).not.toBe(""));
    expect(put).toHaveBeenCalledWith("https://bucket.example/put", expect.objectContaining({ method: "PUT", headers: { "if-none-match": "*" } }));
    expect(server.socket.last("start_scan")).toMatchObject({ upload_id: "u-1" });
    // The preview and the start share one upload.
    expect(server.socket.sent.filter(({ action }) => action === "request_upload")).toHaveLength(1);
    put.mockRestore();
  });

  it.each([
    ["codes.xls", "save it as .xlsx"],
    ["codes.pdf", "Drop an Excel workbook"],
  ])("does not take %s and says what to do", async (name, hint) => {
    open();
    fireEvent.change(screen.getByLabelText(/code sheet/), { target: { files: [new File(["x"], name)] } });
    expect(screen.getByText(new RegExp(hint))).toBeVisible();
  });
});

const HEADING = "Taken for a heading, not for a code: HOLE-0. If it is a code, add it to the typed codes.";

async function chooseSheet(): Promise<void> {
  await userEvent.upload(screen.getByLabelText(/code sheet/), new File(["HOLE-1"], "codes.csv"));
  await waitFor(() => expect(server.socket.last("inspect_codes").file_content).toBe(btoa("HOLE-1")));
}

describe("a sheet", () => {
  it("is previewed: how many codes, the first of them, and what is odd", async () => {
    open();
    await chooseSheet();
    await answer("inspect_codes", codesRead({ total: 412, repeated: 9, blank: 2, warnings: [HEADING], sample: ["HOLE-1", "BH-7"] }));
    expect(await screen.findByText("412 codes")).toBeVisible();
    expect(screen.getByText("· 9 repeats removed · 2 blank")).toBeVisible();
    expect(within(screen.getByRole("list", { name: "First codes" })).getByText("BH-7")).toBeVisible();
    expect(screen.getByText(HEADING)).toBeVisible();
  });

  it("is read at the column that is chosen, and scanned with it", async () => {
    open();
    await chooseSheet();
    await answer("inspect_codes", codesRead({ columns: ["Hole", "Area"], column: "Hole" }));
    await userEvent.selectOptions(await screen.findByLabelText("Column"), "Area");
    await waitFor(() => expect(server.socket.last("inspect_codes").code_column).toBe("Area"));
    await pressStart();
    await waitFor(() => expect(server.socket.last("start_scan").code_column).toBe("Area"));
  });

  it("that cannot be read is refused at once, and the next one is read anew", async () => {
    open();
    await chooseSheet();
    await answer("inspect_codes", error("bad_sheet", "This is not a sheet."));
    expect(await screen.findByText("This is not a sheet.")).toBeVisible();
    await userEvent.upload(screen.getByLabelText("codes.csv", { exact: false, selector: "input" }), new File(["BH-1"], "better.csv"));
    await waitFor(() => expect(screen.queryByText("This is not a sheet.")).toBeNull());
  });

  it("keeps its preview when another file is not taken in its place", async () => {
    open();
    await chooseSheet();
    await answer("inspect_codes", codesRead({ warnings: [HEADING] }));
    await screen.findByText(HEADING);
    fireEvent.change(screen.getByLabelText(/choose another/), { target: { files: [new File(["x"], "photo.png")] } });
    expect(screen.getByText("photo.png was not taken.")).toBeVisible();
    expect(screen.getByText(HEADING)).toBeVisible();
  });

  it("can be scanned though the preview is not to be had", async () => {
    open();
    await chooseSheet();
    await answer("inspect_codes", error("not_available", "Not here."));
    expect(await screen.findByText(/There is no preview just now/)).toBeVisible();
    await pressStart();
    await waitFor(() => expect(server.socket.last("start_scan").file_content).toBe(btoa("HOLE-1")));
  });
});

async function typeCodes(): Promise<void> {
  fireEvent.change(screen.getByLabelText("Or type codes"), { target: { value: "HOLE-1" } });
  await waitFor(() => expect(server.socket.last("estimate_scan").target_hole_codes).toEqual(["HOLE-1"]));
}

describe("the estimate", () => {
  it("says what the scan takes before it starts", async () => {
    open();
    await typeCodes();
    await answer("estimate_scan", estimate({ files: 66_000, minutes: 41.2, usd: 12.4, is_partial: true }));
    expect(await screen.findByText("66,000 or more")).toBeVisible();
    expect(screen.getByText("about 42 min or more")).toBeVisible();
    expect(screen.getByText("about $12.40 or more")).toBeVisible();
  });

  it("says what is odd about typed codes, which have no preview", async () => {
    open();
    await typeCodes();
    await answer("estimate_scan", estimate({ warnings: ["1 code is so short that a match may be chance: B7."] }));
    expect(await screen.findByText(/so short that a match may be chance: B7/)).toBeVisible();
  });

  it("never stands in the way of the start", async () => {
    open();
    await typeCodes();
    await answer("estimate_scan", error("internal", "It broke."));
    expect(await screen.findByText(/No estimate: It broke. You can start all the same./)).toBeVisible();
    await pressStart();
    await waitFor(() => expect(requestId()).not.toBe(""));
  });

  it("does not invite to a start that would be refused for the same reason", async () => {
    open();
    await typeCodes();
    await answer("estimate_scan", error("folder_not_found", "No such folder."));
    const field = await screen.findByRole("textbox", { name: "Drive folder", description: /No such folder/ });
    expect(field).toBeInvalid();
    expect(screen.getByText("No estimate until what is marked is put right.")).toBeVisible();
    fireEvent.change(field, { target: { value: "1Other" } });
    expect(field).toBeValid();
  });

  it("says beside a preview what the preview does not", async () => {
    open();
    await chooseSheet();
    await answer("inspect_codes", codesRead({ warnings: [HEADING] }));
    await waitFor(() => expect(server.socket.last("estimate_scan").file_content).toBe(btoa("HOLE-1")));
    await answer("estimate_scan", estimate({ warnings: [HEADING, "This server pays for at most 50 pages."] }));
    expect(await screen.findByText("This server pays for at most 50 pages.")).toBeVisible();
    expect(screen.getAllByText(HEADING)).toHaveLength(1);
  });
});

describe("what an estimate warns of", () => {
  const UNREAD = /stay unread, and are named/;

  it.each([
    ["nothing where all is read", {}, {}, []],
    ["a folder without files", { files: 0 }, { ocr: "off" as const }, [/no file to read/]],
    ["no folder that it did not see to its end", { files: 0, is_partial: true }, {}, []],
    ["text recognition that is off", {}, { ocr: "off" as const }, [UNREAD]],
    ["text recognition of no page", {}, { ocr_page_budget: 0 }, [UNREAD]],
    ["a budget that is used up", { ocr_pages: 7 }, { ocr_page_budget: 7 }, [/after 7 pages.*stay unread/]],
    ["the usual budget, used up", { ocr_pages: 1000 }, {}, [/after 1,000 pages/]],
    ["what the server says, unless it was told", { warnings: ["Told.", "Capped."] }, {}, [/^Capped\.$/]],
  ])("is %s", (_what, over, options, expected) => {
    const lines = cautionsOf(estimate(over), options, ["Told."]);
    expect(lines).toEqual(expected.map((words) => expect.stringMatching(words)));
  });
});

describe("browsing", () => {
  it("leads through folders to the one that is scanned", async () => {
    open({ webSocketUrl: LOCAL.webSocketUrl, token: "t" });
    await press("Browse");
    await waitFor(() => expect(server.socket.last("browse_folder").token).toBe("t"));
    const plant = { folder_id: "1p", name: "Plant", link: "https://drive.google.com/drive/folders/1p", kind: "folder" } as const;
    await answer("browse_folder", folder({ name: "My Drive", folders: [plant] }));
    await press("Plant");
    await waitFor(() => expect(server.socket.last("browse_folder").drive_link).toBe(plant.link));
    await answer("browse_folder", folder({ folder_id: "1p", name: "Plant", file_count: 12 }));
    expect(await screen.findByText(/12 files and 0 folders directly in it/)).toBeVisible();
    await press("Use this folder");
    expect(screen.getByLabelText("Drive folder")).toHaveValue(plant.link);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("loads the next page of a large folder, and counts both", async () => {
    open();
    await press("Browse");
    await waitFor(() => expect(server.socket.last("browse_folder").drive_link).toBe("1Folder"));
    await answer("browse_folder", folder({ file_count: 12, next_cursor: "page-2" }));
    await press("Load more");
    await waitFor(() => expect(server.socket.last("browse_folder").cursor).toBe("page-2"));
    await answer("browse_folder", folder({ file_count: 30 }));
    expect(await screen.findByText("42 files and 0 folders directly in it")).toBeVisible();
  });

  it("says why a folder does not open, and leads home", async () => {
    open();
    await press("Browse");
    await waitFor(() => expect(server.socket.last("browse_folder").drive_link).toBe("1Folder"));
    await answer("browse_folder", error("folder_forbidden", "This folder is not shared with you."));
    expect(await screen.findByRole("alert")).toHaveTextContent("This folder is not shared with you.");
    await userEvent.click(within(screen.getByRole("alert")).getByRole("button", { name: "My Drive" }));
    await waitFor(() => expect(server.socket.last("browse_folder").drive_link).toBeUndefined());
  });
});

function withGoogle(signIn: () => Promise<{ token: string; endsAt: number }>): void {
  open({ webSocketUrl: LOCAL.webSocketUrl }, new AccessKeeper({ signIn }));
}

describe("access", () => {
  it("comes from Google's sign-in, says when it ends, and can be given up", async () => {
    withGoogle(async () => ({ token: "ya29", endsAt: Date.now() + 3_600_000 }));
    expect(screen.getByRole("button", { name: "Browse" })).toBeDisabled();
    await press("Sign in with Google");
    expect(await screen.findByText(/Signed in with Google, read only, until/)).toBeVisible();
    expect(screen.getByRole("button", { name: "Browse" })).toBeEnabled();
    await press("Sign out");
    expect(screen.getByRole("button", { name: "Browse" })).toBeDisabled();
  });

  it("is nobody's business where the deployment reads Drive with its own account", async () => {
    open({ webSocketUrl: LOCAL.webSocketUrl, signIn: "deployment" });
    expect(screen.getByText(/This server reads Drive with its own account/)).toBeVisible();
    expect(screen.queryByLabelText("Access token")).toBeNull();
    expect(screen.getByRole("button", { name: "Browse" })).toBeEnabled();
    fireEvent.change(screen.getByLabelText("Or type codes"), { target: { value: "HOLE-1" } });
    await waitFor(() => expect(server.socket.last("estimate_scan").token).toBe(""));
    await pressStart();
    await waitFor(() => expect(requestId()).not.toBe(""));
    expect(server.socket.last("start_scan").token).toBe("");
    await answer("start_scan", error("token_refused", "Google did not accept this server’s own sign-in.", "token"));
    expect(await screen.findByRole("alert")).toHaveTextContent(/^Google did not accept this server’s own sign-in.$/);
  });

  it("that was not granted says what to do", async () => {
    withGoogle(() => Promise.reject(new SignInFailed("Allow pop-ups.")));
    await press("Sign in with Google");
    expect(await screen.findByText("Allow pop-ups.")).toBeVisible();
  });
});

describe("what is remembered", () => {
  it("is the folder and the sheet's name, never the token nor a code", async () => {
    open();
    await chooseSheet();
    await pressStart();
    await waitFor(() => expect(requestId()).not.toBe(""));
    await answer("start_scan", started());
    await waitFor(() => expect(window.location.pathname).toBe(`/scans/${SESSION}`));
    expect(localStorage.getItem("holescan.last")).toBe(JSON.stringify({ folder: "1Folder", folderName: "", sheetName: "codes.csv" }));
    expect(JSON.stringify({ ...localStorage })).not.toContain("local-token");
  });

  it("greets only those who were never here", async () => {
    localStorage.setItem("holescan.last", JSON.stringify({ folder: "1x", folderName: "Plant", sheetName: "codes.xlsx" }));
    open({ webSocketUrl: LOCAL.webSocketUrl });
    expect(screen.queryByText("First time here?")).toBeNull();
    expect(screen.getByLabelText("Drive folder")).toHaveValue("1x");
    expect(screen.getByText(/Last time: codes.xlsx/)).toBeVisible();
  });
});

describe("the options", () => {
  it("are sent as they were set, and summed up while they are closed", async () => {
    open();
    fireEvent.change(screen.getByLabelText("Or type codes"), { target: { value: "HOLE-1" } });
    fireEvent.change(screen.getByLabelText("Only these kinds"), { target: { value: ".PDF, xlsx" } });
    fireEvent.change(screen.getByLabelText("Largest file, MB"), { target: { value: "2" } });
    await userEvent.selectOptions(screen.getByLabelText("Text recognition"), "off");
    await userEvent.click(screen.getByLabelText("Sub-folders too"));
    expect(screen.getByText(/no text recognition, only pdf, xlsx, no sub-folders, up to 2 MB/)).toBeVisible();
    await pressStart();
    await waitFor(() => expect(requestId()).not.toBe(""));
    expect(server.socket.last("start_scan").options).toEqual({
      mode: "normalised",
      leading_zeros: false,
      ocr: "off",
      types: ["pdf", "xlsx"],
      subfolders: false,
      max_file_bytes: 2_097_152,
    });
  });
});
