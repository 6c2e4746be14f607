import type { Status } from "../scan/selectors";

interface Words {
  readonly title: string;
  readonly short: string;
  /** What is going on, in a sentence for the bar. */
  readonly phase: string;
  /** Whether the browser's tab shows the percentage. */
  readonly isCounted: boolean;
  readonly tone: "accent" | "good" | "warn" | "bad";
}

export const STATUS_WORDS: Readonly<Record<Status, Words>> = {
  CONNECTING: { title: "Opening the scan", short: "Opening", phase: "Asking for what is known", isCounted: false, tone: "accent" },
  LISTING: { title: "Scanning", short: "Listing", phase: "Listing the folder", isCounted: false, tone: "accent" },
  PROCESSING: { title: "Scanning", short: "Scanning", phase: "Reading files", isCounted: true, tone: "accent" },
  PAUSED: { title: "Paused", short: "Paused", phase: "Waiting", isCounted: false, tone: "warn" },
  CANCELLING: { title: "Cancelling", short: "Cancelling", phase: "Finishing the files in hand", isCounted: true, tone: "warn" },
  REPORTING: { title: "Scanning", short: "Reporting", phase: "Writing the report", isCounted: true, tone: "accent" },
  COMPLETE: { title: "Scan complete", short: "✓ Complete", phase: "Complete", isCounted: false, tone: "good" },
  CANCELLED: { title: "Scan cancelled", short: "Cancelled", phase: "Cancelled; what was found is kept", isCounted: false, tone: "warn" },
  FAILED: { title: "Scan failed", short: "✗ Failed", phase: "Stopped", isCounted: false, tone: "bad" },
};
