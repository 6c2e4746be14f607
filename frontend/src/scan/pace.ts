// Files a second over the last 30 s. Since the start it would lie after every pause.

const WINDOW_MS = 30_000;
const SPACING_MS = 500;

export interface Sample {
  readonly at: number;
  readonly epoch: number;
  readonly processed: number;
}

/** The samples after one more; thinned to two a second, forgotten after the window or when an epoch begins. */
export function sampled(samples: readonly Sample[], now: Sample): readonly Sample[] {
  const kept = samples.filter((old) => old.epoch === now.epoch && now.at - old.at <= WINDOW_MS);
  const last = kept.at(-1);
  return last && now.at - last.at < SPACING_MS ? kept : [...kept, now];
}

/** Null until two seconds are known. */
export function filesPerSecond(samples: readonly Sample[], now: Sample): number | null {
  const first = samples.find((old) => old.epoch === now.epoch && now.at - old.at <= WINDOW_MS);
  if (!first || now.at - first.at < 2_000) return null;
  return ((now.processed - first.processed) * 1000) / (now.at - first.at);
}
