import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Rows } from "../src/scan/rows";

interface Row {
  readonly file_id: string;
  readonly version: number;
}

const row = fc.record({ file_id: fc.nat(40).map((number) => `file-${number}`), version: fc.nat(5) });
const batches = fc.array(fc.array(row, { maxLength: 20 }), { maxLength: 6 });
const newer = (known: Row, said: Row) => said.version - known.version;

/** The obvious way: one map, copied whole. */
function plainly(said: readonly Row[]): Map<string, number> {
  const kept = new Map<string, number>();
  for (const { file_id, version } of said) kept.set(file_id, Math.max(version, kept.get(file_id) ?? 0));
  return kept;
}

describe("rows", () => {
  it("are those of a plain map, however they are batched", () => {
    fc.assert(
      fc.property(batches, (said) => {
        const rows = said.reduce((known, batch) => known.merged(batch, newer), Rows.none<Row>());
        const expected = plainly(said.flat());
        expect(new Map([...rows].map(([id, { version }]) => [id, version]))).toEqual(expected);
        expect(rows.size).toBe(expected.size);
      }),
    );
  });

  it("of an earlier state stay as they were, and what has changed since is told", () => {
    fc.assert(
      fc.property(batches, fc.array(row), (said, more) => {
        const before = Rows.none<Row>().merged(said.flat(), newer);
        const copy = [...before.values()];
        const after = before.merged(more, newer);
        expect([...before.values()]).toEqual(copy);
        expect(new Set(after.changedSince(before))).toEqual(new Set([...after.values()].filter((one) => !copy.includes(one))));
      }),
    );
  });

  it("are the same object where nothing is new", () => {
    const rows = Rows.none<Row>().merged([{ file_id: "a", version: 2 }], newer);
    expect(rows.merged([{ file_id: "a", version: 1 }], newer)).toBe(rows);
    expect(rows.merged([{ file_id: "a", version: 2 }], newer)).toBe(rows);
  });
});
