// How long a scan will still take; only said while its pace is steady, because a guess that jumps is worse than none.
import { filesPerSecond, type Sample } from "../scan/pace";

const KNOWN_FOR_MS = 10_000;
/** The slower half of what is known must reach this part of the faster one. */
const STEADY = 0.5;

/** Null while nobody can tell. */
export function remainingMs(samples: readonly Sample[], now: Sample, total: number): number | null {
  const rate = filesPerSecond(samples, now);
  if (!rate || !isSteady(samples, now)) return null;
  return (Math.max(0, total - now.processed) / rate) * 1000;
}

/** "About 4 min left", rounded up: being early is forgiven. */
export function remainingText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 50) return `About ${Math.max(10, Math.ceil(seconds / 10) * 10)} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 90) return `About ${minutes} min left`;
  return `About ${(minutes / 60).toFixed(1)} h left`;
}

function isSteady(samples: readonly Sample[], now: Sample): boolean {
  const ours = samples.filter(({ epoch }) => epoch === now.epoch);
  const first = ours[0];
  if (!first || now.at - first.at < KNOWN_FOR_MS) return false;
  const middle = ours.findLast(({ at }) => at <= (first.at + now.at) / 2) ?? first;
  const [early, late] = [speed(first, middle), speed(middle, now)];
  return Math.min(early, late) >= STEADY * Math.max(early, late);
}

function speed(from: Sample, to: Sample): number {
  return to.at > from.at ? (to.processed - from.processed) / (to.at - from.at) : 0;
}
