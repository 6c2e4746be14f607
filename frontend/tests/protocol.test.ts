// docs/protocol/examples is written from the server's models; whatever is in it, this page must take.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { accept } from "../src/connection/accept";
import type { ClientMessage, ServerMessage } from "../src/protocol/generated";
import { REASON_MESSAGES } from "../src/protocol/generated";
import { REASON_NAMES } from "../src/results/notexamined/reasonNames";
import { unknownScan } from "../src/scan/model";
import { reduceBatch } from "../src/scan/reduce";
import { statusOf } from "../src/scan/selectors";

const FOLDER = join(import.meta.dirname, "../../docs/protocol/examples");
const SESSION = "5b1f0c9e7a3d4e2f8c6b1a0d9e8f7a6b";

function example(name: string): string {
  return readFileSync(join(FOLDER, name), "utf8");
}

const served = readdirSync(FOLDER).filter((name) => name.startsWith("server."));

describe("the server's examples", () => {
  it.each(served)("%s is accepted and reduced", (name) => {
    const message = accept(example(name));
    expect(message).not.toBeNull();
    expect(reduceBatch(unknownScan(SESSION), [message as ServerMessage]).sessionId).toBe(SESSION);
  });

  it("together they tell the story of a scan that was cancelled", () => {
    const said = served.map((name) => accept(example(name)) as ServerMessage);
    const model = reduceBatch(unknownScan(SESSION), said);
    expect(statusOf(model)).toBe("CANCELLED");
    expect([model.matches.size, model.failures.size, model.progress.processed]).toEqual([1, 1, 288]);
  });

  it("what this page does not know is ignored", () => {
    expect(accept('{"type":"FROM_THE_FUTURE"}')).toBeNull();
    expect(accept('{"type":"toString"}')).toBeNull();
    expect(accept("not json")).toBeNull();
    expect(accept("null")).toBeNull();
  });
});

it("every reason has a heading of its own", () => {
  expect(Object.keys(REASON_NAMES)).toEqual(Object.keys(REASON_MESSAGES));
});

it("an action of this page is spelled as in the examples", () => {
  const resume: ClientMessage = { action: "resume_scan", request_id: "a6", session_id: SESSION };
  expect(JSON.parse(example("client.resume_scan.json"))).toEqual(resume);
});
