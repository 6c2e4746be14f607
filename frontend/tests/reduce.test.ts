import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FailureRow, MatchRow, Reason } from "../src/protocol/generated";
import { type ScanModel, unknownScan } from "../src/scan/model";
import { reduceBatch, type Said } from "../src/scan/reduce";
import { completeOf, failedOf, matchedOf, missingMatches, percentOf, statusOf } from "../src/scan/selectors";
import { complete, failureRow, fileFailed, matchFound, matchRow, progress, SESSION, started, syncState } from "./messages";

const FRESH = unknownScan(SESSION);

const told = (...said: Said[]): ScanModel => reduceBatch(FRESH, said);
const plain = (model: ScanModel) => ({
  ...model,
  matches: [...model.matches].toSorted(byKey),
  failures: [...model.failures].toSorted(byKey),
});
const byKey = ([one]: [string, unknown], [other]: [string, unknown]) => one.localeCompare(other);

// The server of a scan of one or two epochs: each file has an outcome, some a provisional one first.
interface File {
  readonly id: string;
  readonly isMatch: boolean;
  readonly isProvisionalFirst: boolean;
  readonly reason: Reason;
}

const file = fc.record({
  id: fc.integer({ min: 0, max: 30 }).map((number) => `file-${number}`),
  isMatch: fc.boolean(),
  isProvisionalFirst: fc.boolean(),
  reason: fc.constantFrom<Reason>("password", "corrupt", "timed_out"),
});
const files = fc.uniqueArray(file, { selector: ({ id }) => id, maxLength: 12 });

function* story(epochs: readonly (readonly File[])[]): Generator<Said> {
  for (const [index, planned] of epochs.entries()) {
    const epoch = index + 1;
    let [matched, failed] = [0, 0];
    yield started({ epoch });
    for (const [at, { id, isMatch, isProvisionalFirst, reason }] of planned.entries()) {
      if (isProvisionalFirst) {
        yield fileFailed(failureRow(id, "lost", { epoch }));
        yield progress(at + 1, planned.length, { epoch, matched, failed: failed + 1 });
      }
      yield isMatch
        ? matchFound(matchRow(id, { epoch, attempt: 2 }))
        : fileFailed(failureRow(id, reason, { epoch, attempt: 2 }));
      if (isMatch) matched += 1;
      else failed += 1;
      yield progress(at + 1, planned.length, { epoch, matched, failed });
    }
    yield progress(planned.length, planned.length, { epoch, matched, failed, state: "REPORTING" });
    yield complete({ epoch, total_matches: matched, failed, total_files: planned.length });
  }
}

const scan = fc.array(files, { minLength: 1, maxLength: 2 }).map((epochs) => [...story(epochs)]);
const disturbed = scan.chain((said) =>
  fc.record({
    said: fc.constant(said),
    // Every message at least once, some again, in any order.
    heard: fc
      .tuple(fc.shuffledSubarray(said, { minLength: said.length }), fc.shuffledSubarray(said))
      .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length })),
    cuts: fc.array(fc.nat(said.length * 2), { maxLength: 5 }),
  }),
);

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

  it("a snapshot at any moment and the later messages give the whole story", () => {
    const epoch = files.map((planned) => [...story([planned])]);
    fc.assert(
      fc.property(epoch, fc.nat(), (said, moment) => {
        const cut = moment % (said.length + 1);
        const whole = told(...said);
        const then = told(...said.slice(0, cut));
        const ended = then.complete ? [then.complete] : [];
        const resumed = told(snapshotOf(then), ...ended, ...said.slice(cut));
        expect(plain({ ...resumed, started: null })).toEqual(plain({ ...whole, started: null }));
      }),
      { numRuns: 300 },
    );
  });

  it("the model that was given stays as it was", () => {
    const before = told(started(), matchFound(matchRow("a")));
    const copy = structuredClone(before);
    reduceBatch(before, [matchFound(matchRow("b")), progress(1, 2)]);
    expect(before).toEqual(copy);
  });
});

function snapshotOf(model: ScanModel): Said {
  const { processed, total, epoch } = model.progress;
  return syncState({
    epoch: Math.max(1, epoch),
    state: model.standing?.phase ?? "LISTING",
    processed,
    total,
    matched: model.tally.matched,
    failed: model.tally.failed,
    matches: [...model.matches.values()],
    failures: [...model.failures.values()],
  });
}

const rowOf = (model: ScanModel): MatchRow | undefined => model.matches.get("a");
const failureOf = (model: ScanModel): FailureRow | undefined => model.failures.get("a");

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
