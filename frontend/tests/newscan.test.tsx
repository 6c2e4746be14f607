import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { ErrorCode } from "../src/protocol/generated";
import { open, press, server } from "./harness";
import { SESSION, started } from "./messages";

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
    const error = { type: "ERROR", message: "That does not work.", hint: "Do this.", session_id: null, epoch: null } as const;
    await act(async () => server.socket.say({ ...error, code: refusal, request_id: requestId() }));
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
