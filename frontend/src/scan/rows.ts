// Rows by file id, never changed in place: a batch copies the buckets it touches, so 50,000 rows cost no more than 50.

const BUCKETS = 512;

export interface Keyed {
  readonly file_id: string;
}

type Bucket<T> = ReadonlyMap<string, T>;

export class Rows<T extends Keyed> implements Iterable<readonly [string, T]> {
  readonly size: number;
  readonly #buckets: readonly Bucket<T>[];

  private constructor(buckets: readonly Bucket<T>[], size: number) {
    this.#buckets = buckets;
    this.size = size;
  }

  static none<T extends Keyed>(): Rows<T> {
    return new Rows<T>(Array.from({ length: BUCKETS }, () => new Map<string, T>()), 0);
  }

  get(id: string): T | undefined {
    return this.#buckets[bucketOf(id)]?.get(id);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  *values(): Generator<T> {
    for (const bucket of this.#buckets) yield* bucket.values();
  }

  *[Symbol.iterator](): Generator<readonly [string, T]> {
    for (const row of this.values()) yield [row.file_id, row];
  }

  /** With these rows; of two of one file the one that `order` puts last. The same object where nothing changes. */
  merged(said: Iterable<T>, order: (known: T, said: T) => number): Rows<T> {
    const touched = new Map<number, Map<string, T>>();
    let size = this.size;
    for (const row of said) {
      const at = bucketOf(row.file_id);
      const known = (touched.get(at) ?? this.#buckets[at])?.get(row.file_id);
      if (known && order(known, row) <= 0) continue;
      if (!known) size += 1;
      this.#copied(touched, at).set(row.file_id, row);
    }
    return touched.size === 0 ? this : this.#withBuckets(touched, size);
  }

  /** The rows that are not, or not the same, in an earlier state. Costs what has changed. */
  changedSince(earlier: Rows<T>): readonly T[] {
    return this.#buckets.flatMap((bucket, at) => {
      const before = earlier.#buckets[at];
      return bucket === before ? [] : [...bucket.values()].filter((row) => before?.get(row.file_id) !== row);
    });
  }

  #copied(touched: Map<number, Map<string, T>>, at: number): Map<string, T> {
    const copy = touched.get(at) ?? new Map(this.#buckets[at]);
    touched.set(at, copy);
    return copy;
  }

  #withBuckets(touched: ReadonlyMap<number, Bucket<T>>, size: number): Rows<T> {
    return new Rows(
      this.#buckets.map((bucket, at) => touched.get(at) ?? bucket),
      size,
    );
  }
}

function bucketOf(id: string): number {
  let hash = 0;
  for (let at = 0; at < id.length; at++) hash = (Math.imul(hash, 31) + id.charCodeAt(at)) | 0;
  return hash & (BUCKETS - 1);
}
