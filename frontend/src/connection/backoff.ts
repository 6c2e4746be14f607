const FIRST_MS = 500;
const LONGEST_MS = 20_000;

/** How long to wait before try `attempt` (from 0). Half of it is chance, so that many pages do not come back at once. */
export function delayMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return ceiling / 2 + (ceiling / 2) * random;
}
