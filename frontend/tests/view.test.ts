import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { How, MatchRow } from "../src/protocol/generated";
import { csvOf, tabbed } from "../src/results/matches/csv";
import { type Filters, NO_FILTERS, passes } from "../src/results/matches/filters";
import { linesOf, natural } from "../src/results/matches/hits";
import { COLUMNS, comparing, type Order } from "../src/results/matches/orders";
import { foldersOf } from "../src/results/matches/useFolders";
import { emptyView, type HitView, viewAfter } from "../src/results/matches/view";
import { nextOrder, readQuery, writeQuery } from "../src/results/query";
import { mergeMatches } from "../src/scan/merge";
import { Rows } from "../src/scan/rows";
import { code, matchRow } from "./messages";

const order: fc.Arbitrary<Order> = fc.record({ by: fc.constantFrom(...COLUMNS, "found" as const), isDescending: fc.boolean() });
const filters: fc.Arbitrary<Filters> = fc.record({
  text: fc.constantFrom("", "", "hole-1", "unit"),
  code: fc.constantFrom("", "", "HOLE-1"),
  folder: fc.constantFrom("", "", "Unit 40"),
  how: fc.constantFrom<How | "">("", "", "exact"),
  weight: fc.constantFrom("", "", "weak" as const),
});
const row = fc
  .record({
    id: fc.nat(20),
    epoch: fc.integer({ min: 1, max: 3 }),
    codes: fc.uniqueArray(fc.constantFrom("HOLE-1", "HOLE-2", "HOLE-10", "BH-7"), { minLength: 1 }),
    path: fc.constantFrom("", "Unit 40", "Unit 40/Isometrics", "Unit 52"),
    page: fc.nat(3),
    how: fc.constantFrom<How>("exact", "normalised", "ocr"),
    weak: fc.boolean(),
  })
  .map(({ id, epoch, codes, path, page, how, weak }) =>
    matchRow(`file-${id}`, { epoch, path, codes: codes.map((text) => code(text, { page, how, weak })), codes_total: codes.length }),
  );
const batches = fc.array(fc.array(row, { maxLength: 8 }), { maxLength: 6 });

const keysOf = (view: HitView) => view.lines.map(({ key }) => key);

/** The obvious way: all lines of all rows, filtered and sorted at once. */
function plainly(rows: Rows<MatchRow>, view: HitView): string[] {
  const arrived = new Map(view.all.map((hit) => [hit.key, hit.arrived]));
  const all = linesOf([...rows.values()]).map((hit) => ({ ...hit, arrived: arrived.get(hit.key) ?? Number.NaN }));
  const { filters: wanted, order: by } = view.question;
  return all.filter(passes(wanted)).toSorted(comparing(by)).map(({ key }) => key);
}

function shownAfter(said: readonly (readonly MatchRow[])[], questions: readonly { filters: Filters; order: Order }[]) {
  let [rows, view] = [Rows.none<MatchRow>(), emptyView()];
  for (const [at, batch] of said.entries()) {
    rows = mergeMatches(rows, batch);
    view = viewAfter(view, rows, questions[at % questions.length] as HitView["question"]);
  }
  return { rows, view };
}

describe("the lines of the table", () => {
  it("merged as they come are those of sorting everything anew", () => {
    const questions = fc.array(fc.record({ filters, order }), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(batches, questions, (said, asked) => {
        const { rows, view } = shownAfter(said, asked);
        expect(keysOf(view)).toEqual(plainly(rows, view));
        expect(view.all.length).toBe(linesOf([...rows.values()]).length);
      }),
      { numRuns: 300 },
    );
  });

  it("in any order but that of arrival are the same however the rows came", () => {
    const byColumn = order.filter(({ by }) => by !== "found");
    fc.assert(
      fc.property(batches, byColumn, (said, by) => {
        const question = [{ filters: NO_FILTERS, order: by }];
        const atOnce = shownAfter([said.flat()], question).view;
        expect(keysOf(shownAfter([...said, []], question).view)).toEqual(keysOf(atOnce));
      }),
    );
  });

  it("newest first stand above those that were there", () => {
    const question = [{ filters: NO_FILTERS, order: { by: "found", isDescending: false } as const }];
    const { view } = shownAfter([[matchRow("a"), matchRow("b")], [matchRow("c")]], question);
    expect(keysOf(view)[0]).toBe("c:HOLE-1");
  });

  it("are the same object while nothing changes", () => {
    const { rows, view } = shownAfter([[matchRow("a")]], [{ filters: NO_FILTERS, order: { by: "code", isDescending: false } }]);
    expect(viewAfter(view, rows, view.question)).toBe(view);
  });

  it("say how many codes of a file are in the report only", () => {
    const [last] = linesOf([matchRow("a", { codes_total: 25 })]).toReversed();
    expect([last?.code, last?.key]).toEqual([null, "a:"]);
  });

  it("count HOLE-9 before HOLE-10", () => {
    expect(["HOLE-10", "hole-9", "HOLE-9A"].toSorted((one, other) => (natural(one) < natural(other) ? -1 : 1))).toEqual([
      "hole-9",
      "HOLE-9A",
      "HOLE-10",
    ]);
  });
});

describe("folders", () => {
  it("are offered with those above them", () => {
    const paths = ["Unit 40/Isometrics", "Unit 40", "", "Unit 5"];
    expect(foldersOf(linesOf(paths.map((path, at) => matchRow(`${at}`, { path }))))).toEqual(["Unit 40", "Unit 40/Isometrics", "Unit 5"]);
  });

  it("hold what lies in them, and not what only begins alike", () => {
    const hits = linesOf(["Unit 4", "Unit 4/A", "Unit 40"].map((path) => matchRow(path, { path })));
    expect(hits.filter(passes({ ...NO_FILTERS, folder: "Unit 4" })).map(({ file }) => file.path)).toEqual(["Unit 4", "Unit 4/A"]);
  });
});

describe("the address", () => {
  const query = fc.record({
    tab: fc.constantFrom("matches" as const, "by-code" as const, "not-found" as const, "not-examined" as const),
    filters: fc.record({
      text: fc.string(),
      code: fc.string(),
      folder: fc.string(),
      how: fc.constantFrom<How | "">("", "ocr"),
      weight: fc.constantFrom("" as const, "weak" as const),
    }),
    order: fc.option(order.map((chosen) => (chosen.by === "found" ? { ...chosen, isDescending: false } : chosen))),
  });

  it("keeps what is looked at", () => {
    fc.assert(
      fc.property(query, (asked) => {
        expect(readQuery(writeQuery("", asked))).toEqual(asked);
      }),
    );
  });

  it("keeps what others put there, and ignores what it does not know", () => {
    const read = readQuery("?tab=nonsense&how=magic&sort=colour&x=1");
    expect(read).toEqual({ tab: "matches", filters: NO_FILTERS, order: null });
    expect(writeQuery("?x=1&q=old", read)).toBe("?x=1");
  });

  it("a heading sorts up, then down, then not at all", () => {
    const up = nextOrder({ by: "found", isDescending: false }, "code");
    const down = nextOrder(up as Order, "code");
    expect([up, down, nextOrder(down as Order, "code")]).toEqual([
      { by: "code", isDescending: false },
      { by: "code", isDescending: true },
      null,
    ]);
  });
});

describe("the file for Excel", () => {
  const [hit] = linesOf([
    matchRow("a", { file_name: '=HYPERLINK("x")', path: "+Unit", codes: [code('10"-CWS', { snippet: "@SUM, line\nbreak" })] }),
  ]);
  const lines = hit ? csvOf([hit]).split("\r\n") : [];

  it("makes no formula of what strangers wrote", () => {
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")","'+Unit"`);
    expect(lines[1]).toContain(`"'@SUM, line\nbreak"`);
  });

  it("has a heading for each cell, and keeps quotes", () => {
    expect(lines[0]?.split(",").length).toBe(12);
    expect(lines[1]?.startsWith('"10""-CWS","10""-CWS","as written",""')).toBe(true);
  });

  it("on the clipboard is one line, parted by tabs", () => {
    expect(hit && tabbed(hit).split("\t").length).toBe(12);
    expect(hit && tabbed(hit)).not.toContain("\n");
  });
});
