import { afterEach, describe, expect, it, vi } from "vitest";
import { ConfigUnreadable, loadConfig, readConfig } from "../src/config";
import { filesPerSecond, sampled, type Sample } from "../src/scan/pace";
import { typedCodes } from "../src/sheet/codes";
import { base64Of } from "../src/sheet/file";
import { startScan } from "../src/sheet/send";
import { duration, rate } from "../src/ui/words";

afterEach(() => vi.restoreAllMocks());

describe("the configuration", () => {
  it("is read from beside the page", async () => {
    const told = { webSocketUrl: "wss://a.example", token: "t", scansBelongTo: "person" };
    const fetched = await loadConfig(async () => Response.json({ ...told, signIn: "", other: 1 }));
    expect(fetched).toEqual(told);
  });

  it("without a server to talk to is refused", async () => {
    expect(() => readConfig({ webSocketUrl: "" })).toThrow(ConfigUnreadable);
    expect(() => readConfig({ webSocketUrl: "https://a.example" })).toThrow(ConfigUnreadable);
    await expect(loadConfig(async () => new Response("", { status: 404 }))).rejects.toThrow(ConfigUnreadable);
    await expect(loadConfig(async () => new Response("<html>"))).rejects.toThrow(ConfigUnreadable);
  });
});

const walk = (...points: [number, number][]) =>
  points.reduce<readonly Sample[]>((kept, [at, processed]) => sampled(kept, { at, epoch: 1, processed }), []);

describe("the rate", () => {
  it("is that of the last 30 s, not since the start", () => {
    const samples = walk([0, 0], [60_000, 10], [70_000, 210]);
    expect(filesPerSecond(samples, { at: 70_000, epoch: 1, processed: 210 })).toBe(20);
  });

  it("falls to nothing when nothing comes", () => {
    const samples = walk([0, 0], [1_000, 50]);
    expect(filesPerSecond(samples, { at: 29_000, epoch: 1, processed: 50 })).toBeCloseTo(50 / 29);
    expect(filesPerSecond(samples, { at: 90_000, epoch: 1, processed: 50 })).toBeNull();
  });

  it("is of one epoch", () => {
    const samples = walk([0, 900]);
    expect(filesPerSecond(samples, { at: 9_000, epoch: 2, processed: 1 })).toBeNull();
  });
});

describe("codes", () => {
  it("typed are parted at lines, commas, semicolons and tabs, and kept once", () => {
    expect(typedCodes(' HOLE 1,HOLE-2;BH-3\n\n10"-CWS\tHOLE-2 ')).toEqual(["HOLE 1", "HOLE-2", "BH-3", '10"-CWS']);
  });

  it("too many for a message travel as an uploaded sheet", async () => {
    const bodies: Blob[] = [];
    vi.spyOn(window, "fetch").mockImplementation(async (_url, init) => {
      bodies.push(init?.body as Blob);
      return new Response();
    });
    const asked: { action: string }[] = [];
    const ask = async (question: { action: string }) => {
      asked.push(question);
      return { upload_id: "u", upload_url: "https://x.example", headers: {} } as never;
    };
    const codes = Array.from({ length: 4_000 }, (_, index) => `HOLE-${index}"`);
    await startScan(ask, { token: "t", folder: "", sheet: null, column: "", codes, options: {} });
    expect(asked.map(({ action }) => action)).toEqual(["request_upload", "start_scan"]);
    expect(asked[1]).toMatchObject({ upload_id: "u" });
    expect((await bodies[0]?.text())?.split("\n")[1]).toBe('"HOLE-1"""');
  });

  it("of a sheet are sent byte for byte", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
    expect(await base64Of(new Blob([bytes]))).toBe(Buffer.from(bytes).toString("base64"));
  });
});

describe("figures in words", () => {
  it.each([
    [7_000, "0:07"],
    [760_000, "12:40"],
    [11_109_000, "3:05:09"],
  ])("%d ms is %s", (ms, text) => expect(duration(ms)).toBe(text));

  it("a rate keeps a digit while it is small", () => {
    expect([rate(null), rate(0.42), rate(31.7)]).toEqual(["–", "0.4 / s", "32 / s"]);
  });
});
