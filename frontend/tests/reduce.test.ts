import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FailureRow, MatchRow, Reason } from "../src/protocol/generated";
import { type ScanModel, unknownScan } from "../src/scan/model";
import { Pass } from "../src/scan/pass";
import { reduceBatch, type Said } from "../src/scan/reduce";
import { completeOf, failedOf, isBehind, matchedOf, missingMatches, openFailures, partlyReadOf, percentOf, statusOf } from "../src/scan/selectors";
import { complete, failureRow, fileExamined, fileFailed, matchFound, matchRow, progress, SESSION, started } from "./messages";
import { scanOf, type Story } from "./story";

const FRESH = unknownScan(SESSION);

const told = (...said: Said[]): ScanModel => reduceBatch(FRESH, said);
const plain = (model: ScanModel) => ({
  ...model,
  matches: byId(model.matches.values()),
  failures: byId(model.failures.values()),
  examined: byId(model.examined.values()),
});
/** What a person sees: how the page came to know it does not count. */
const screenOf = (model: ScanModel) => ({
  ...plain(model),
  failures: byId(openFailures(model)),
  examined: [],
  started: null,
});
const byId = <T extends { readonly file_id: string }>(rows: Iterable<T>) =>
  [...rows].toSorted((one, other) => one.file_id.localeCompare(other.file_id));

const file = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map((number) => `file-${number}`),
  verdict: fc.constantFrom("match" as const, "partly" as const, "failure" as const, "nothing" as const),
  isProvisionalFirst: fc.boolean(),
  reason: fc.constantFrom<Reason>("password", "corrupt", "timed_out"),
});
const epochs = fc.array(fc.uniqueArray(file, { selector: ({ id }) => id, maxLength: 12 }), { minLength: 1, maxLength: 3 });
const scan = epochs.map((planned) => scanOf(planned));

const disturbed = scan.chain(({ said }) =>
  fc.record({
    said: fc.constant(said),
    // Every message at least once, some again, in any order.
    heard: fc
      .tuple(fc.shuffledSubarray([...said], { minLength: said.length }), fc.shuffledSubarray([...said]))
      .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
    cuts: fc.array(fc.nat(said.length * 2), { maxLength: 5 }),
  }),
);

/** Any of its messages may be lost, but the last word, which is said again to whoever comes later. */
function withLosses(story: Story): fc.Arbitrary<{ readonly story: Story; readonly heard: readonly Said[] }> {
  return fc.shuffledSubarray(story.said.slice(0, -1)).map((kept) => ({ story, heard: [...kept, ...story.said.slice(-1)] }));
}

const rowCounts = (model: ScanModel) => [model.matches.size, openFailures(model).length];

function inBatches(said: readonly Said[], cuts: readonly number[]): ScanModel {
  const edges = [...new Set([0, ...cuts, said.length])].filter((edge) => edge <= said.length).toSorted((a, b) => a - b);
  return edges.slice(1).reduce((model, end, index) => reduceBatch(model, said.slice(edges[index], end)), FRESH);
}

describe("what was said, in whatever order", () => {
  it("repeats, reordering and batching change nothing", () => {
    fc.assert(
      fc.property(disturbed, ({ said, heard, cuts }) => {
        expect(plain(inBatches(heard, cuts))).toEqual(plain(told(...said)));
      }),
      { numRuns: 300 },
    );
  });

  it("a cut at any moment, a reading of the record and the later messages give the undisturbed screen", () => {
    const moments = fc.record({ cut: fc.nat(), lost: fc.nat(20), between: fc.array(fc.nat(6), { minLength: 1 }) });
    fc.assert(
      fc.property(scan, moments, (story, { cut, lost, between }) => {
        const from = cut % (story.said.length + 1);
        const before = told(...story.said.slice(0, from));
        const after = reconnected(story, before, Math.min(from + lost, story.said.length), between);
        expect(screenOf(after)).toEqual(screenOf(told(...story.said)));
      }),
      { numRuns: 1_000 },
    );
  });

  it("rows that were lost on the way are noticed at the end, and a reading of the record brings them", () => {
    fc.assert(
      fc.property(scan.chain(withLosses), ({ story, heard }) => {
        const whole = told(...story.said);
        const before = told(...heard);
        if (!isBehind(before)) expect(rowCounts(before)).toEqual(rowCounts(whole));
        const after = reconnected(story, before, story.said.length, [0]);
        expect(isBehind(after)).toBe(false);
        expect(screenOf(after)).toEqual(screenOf(whole));
      }),
      { numRuns: 1_000 },
    );
  });

  it("a page that hears everything never believes that rows were lost", () => {
    fc.assert(
      fc.property(scan, ({ said }) => {
        const heard = said.map((_, at) => told(...said.slice(0, at + 1)));
        expect(heard.filter(isBehind)).toEqual([]);
      }),
    );
  });

  it("the model that was given stays as it was", () => {
    const before = told(started(), matchFound(matchRow("a")), fileFailed(failureRow("c", "corrupt")));
    const copy = structuredClone(plain(before));
    reduceBatch(before, [matchFound(matchRow("b")), progress(1, 2), fileExamined("c")]);
    expect(plain(before)).toEqual(copy);
  });
});

/** A page that comes back at message `at`: the record is read a page at a time, and the scan goes on in between. */
function reconnected(story: Story, before: ScanModel, at: number, between: readonly number[]): ScanModel {
  const pass = new Pass(before);
  let [model, now, cursor, page] = [before, at, "", 0];
  do {
    const sync = story.syncAt(now, cursor);
    pass.saw(sync);
    const until = Math.min(now + (between[page++ % between.length] ?? 0), story.said.length);
    model = reduceBatch(model, [sync, ...story.wordsAt(now), ...story.said.slice(now, until)]);
    [now, cursor] = [until, sync.next_cursor];
  } while (cursor);
  return reduceBatch(model, [pass.outdated(), ...story.said.slice(now)]);
}

const rowOf = (model: ScanModel): MatchRow | undefined => model.matches.get("a");
const failureOf = (model: ScanModel): FailureRow | undefined => openFailures(model)[0];

describe("rows", () => {
  it("the higher epoch wins", () => {
    const [first, second] = [matchRow("a", { epoch: 1, status: "old" }), matchRow("a", { epoch: 2, status: "new" })];
    expect(rowOf(told(matchFound(second), matchFound(first)))?.status).toBe("new");
  });

  it("within an epoch what really happened wins over what was only given up", () => {
    const real = fileFailed(failureRow("a", "password", { attempt: 1 }));
    const provisional = fileFailed(failureRow("a", "gave_up", { attempt: 5 }));
    expect(failureOf(told(real, provisional))?.reason).toBe("password");
    expect(failureOf(told(provisional, real))?.reason).toBe("password");
  });

  it("a later epoch's provisional outcome wins over an earlier real one", () => {
    const retried = fileFailed(failureRow("a", "cancelled", { epoch: 2 }));
    expect(failureOf(told(retried, fileFailed(failureRow("a", "password"))))?.reason).toBe("cancelled");
  });

  it("a failure of a file that was examined since is gone, in whatever order that is heard", () => {
    const [failed, examined] = [fileFailed(failureRow("a", "lost")), fileExamined("a", { epoch: 2 })];
    expect(failureOf(told(failed, examined))).toBeUndefined();
    expect(failureOf(told(examined, failed))).toBeUndefined();
    expect(failureOf(told(examined, fileFailed(failureRow("a", "corrupt", { epoch: 3 }))))?.epoch).toBe(3);
  });

  it("a match hides the failure of an earlier attempt", () => {
    const [failed, matched] = [fileFailed(failureRow("a", "lost")), matchFound(matchRow("a", { epoch: 2 }))];
    expect(failureOf(told(failed, matched))).toBeUndefined();
    expect(failureOf(told(matched, failed))).toBeUndefined();
  });

  it("a match counts as read in part until a later epoch read the rest", () => {
    const unread = [{ place: "page 9", reason: "needs_ocr" as const }];
    const [partly, whole] = [matchRow("a", { unread, unread_total: 1 }), matchRow("a", { epoch: 2 })];
    expect(partlyReadOf(told(matchFound(partly)))).toBe(1);
    expect(partlyReadOf(told(matchFound(whole), matchFound(partly)))).toBe(0);
    expect(partlyReadOf(reduceBatch(told(matchFound(partly)), [matchFound(whole)]))).toBe(0);
  });

  it("a message of another scan is not ours", () => {
    expect(told({ ...matchFound(matchRow("a")), session_id: "other" }).matches.size).toBe(0);
  });
});

describe("progress", () => {
  it("never goes back within an epoch", () => {
    expect(told(progress(50, 100), progress(20, 100)).progress).toMatchObject({ processed: 50, value: 50 });
  });

  it("begins anew with an epoch", () => {
    const model = told(progress(100, 100, { matched: 9 }), complete(), progress(1, 4, { epoch: 2, matched: 9 }));
    expect(percentOf(model)).toBe(25);
    expect(completeOf(model)).toBeNull();
    expect(statusOf(model)).toBe("PROCESSING");
  });

  it("a provisional failure that became a match is taken off the failures", () => {
    const model = told(progress(9, 9, { matched: 3, failed: 0 }), progress(9, 9, { matched: 2, failed: 1 }));
    expect([matchedOf(model), failedOf(model)]).toEqual([3, 0]);
  });

  it("a provisional failure that became no match is taken off the failures too", () => {
    const [before, after] = [progress(9, 9, { matched: 2, failed: 1 }), progress(9, 9, { matched: 2, failed: 0 })];
    expect([failedOf(told(before, after)), failedOf(told(after, before))]).toEqual([0, 0]);
  });

  it("matches that were counted and have not come are missing", () => {
    expect(missingMatches(told(progress(9, 9, { matched: 3 }), matchFound(matchRow("a"))))).toBe(2);
  });
});

describe("the end", () => {
  it("COMPLETE before the last PROGRESS is still the end", () => {
    const model = told(complete({ total_matches: 4 }), progress(3, 9));
    expect([statusOf(model), percentOf(model), matchedOf(model)]).toEqual(["COMPLETE", 100, 4]);
  });

  it("an ERROR of the scan ends it, one without session_id does not", () => {
    const error = { type: "ERROR", request_id: null, message: "It broke.", code: "internal", hint: "", epoch: 1 } as const;
    expect(statusOf(told(started(), { ...error, session_id: SESSION }))).toBe("FAILED");
    expect(statusOf(told(started(), { ...error, session_id: null }))).toBe("LISTING");
  });

  it("a pause ends when the scan says so, or when work goes on", () => {
    const pause = {
      type: "PAUSED",
      session_id: SESSION,
      epoch: 1,
      reason: "AUTH_EXPIRED",
      message: "Sign in.",
      until: null,
    } as const;
    const paused = told(progress(5, 9), pause);
    expect(statusOf(paused)).toBe("PAUSED");
    expect(statusOf(reduceBatch(paused, [{ ...pause, type: "RESUMED", request_id: null }]))).toBe("PROCESSING");
    expect(statusOf(reduceBatch(paused, [progress(6, 9)]))).toBe("PROCESSING");
    expect(statusOf(reduceBatch(paused, [progress(5, 9, { state: "PAUSED" })]))).toBe("PAUSED");
  });
});
