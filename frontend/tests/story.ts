// A scan as the server tells and records it: its messages in order, and what the record says after each of them.
import type { Complete, FailureRow, MatchRow, Reason, ScanState, ServerMessage, SyncState } from "../src/protocol/generated";
import { complete, failureRow, fileExamined, fileFailed, matchFound, matchRow, progress, started, syncState } from "./messages";

export interface PlannedFile {
  readonly id: string;
  readonly verdict: "match" | "partly" | "failure" | "nothing";
  readonly isProvisionalFirst: boolean;
  readonly reason: Reason;
}

type Row = MatchRow | FailureRow;
type Kept = ReadonlyMap<string, Row | null>;

interface Moment {
  readonly rows: Kept;
  readonly sync: Partial<SyncState>;
  readonly end: Complete | null;
}

const ROWS_A_PAGE = 3;
const UNREAD = [{ place: "page 9", reason: "needs_ocr" as const }];

export class Story {
  readonly said: ServerMessage[] = [];
  #moments: Moment[] = [{ rows: new Map(), sync: { state: "LISTING" }, end: null }];
  #rows = new Map<string, Row | null>();

  tell(message: ServerMessage, state: ScanState): void {
    this.said.push(message);
    const before = this.#moments.at(-1)?.sync;
    const counted = message.type === "PROGRESS" ? numbersOf(message) : {};
    const end = message.type === "COMPLETE" ? message : null;
    const epoch = "epoch" in message ? (message.epoch ?? 1) : 1;
    const begun = message.type === "STARTED" ? { processed: 0, total: 0 } : {};
    this.#moments.push({ rows: new Map(this.#rows), sync: { ...before, ...begun, ...counted, epoch, state }, end });
  }

  /** The record says this of a file from the next message on; null: examined, and nothing found. */
  record(id: string, row: Row | null): void {
    this.#rows.set(id, row);
  }

  recorded(id: string): Row | null | undefined {
    return this.#rows.get(id);
  }

  counts(): { readonly matched: number; readonly failed: number } {
    const rows = [...this.#rows.values()].filter((row) => row !== null);
    const matched = rows.filter(isMatch).length;
    return { matched, failed: rows.length - matched };
  }

  /** One page of the record as it is after so many messages; a cursor is the id of the last file shown. */
  syncAt(moment: number, cursor: string): SyncState {
    const { rows, sync } = this.#moments[moment] as Moment;
    const open = [...rows].filter(([id, row]) => row !== null && id > cursor).toSorted(([one], [other]) => (one < other ? -1 : 1));
    const shown = open.slice(0, ROWS_A_PAGE).map(([, row]) => row as Row);
    return syncState({
      ...sync,
      matches: shown.filter(isMatch),
      failures: shown.filter((row): row is FailureRow => !isMatch(row)),
      next_cursor: open.length > ROWS_A_PAGE ? (shown.at(-1)?.file_id ?? "") : "",
    });
  }

  /** The last words of a scan that has ended. */
  wordsAt(moment: number): readonly ServerMessage[] {
    const { end } = this.#moments[moment] as Moment;
    return end ? [end] : [];
  }
}

export function scanOf(epochs: readonly (readonly PlannedFile[])[]): Story {
  const story = new Story();
  for (const [index, planned] of epochs.entries()) tellEpoch(story, index + 1, planned);
  return story;
}

function tellEpoch(story: Story, epoch: number, planned: readonly PlannedFile[]): void {
  const total = planned.length;
  story.tell(started({ epoch }), "LISTING");
  for (const [at, plan] of planned.entries()) {
    if (plan.isProvisionalFirst) {
      settle(story, { ...plan, verdict: "failure", reason: "lost" }, epoch);
      story.tell(progress(at + 1, total, { epoch, ...story.counts() }), "PROCESSING");
    }
    settle(story, plan, epoch);
    story.tell(progress(at + 1, total, { epoch, ...story.counts() }), "PROCESSING");
  }
  const { matched, failed } = story.counts();
  const numbers = { epoch, matched, failed, state: "REPORTING" as const };
  story.tell(progress(total, total, numbers), "REPORTING");
  story.tell(complete({ epoch, total_matches: matched, failed, total_files: total }), "COMPLETE");
}

/**
 * Write the outcome, then tell it, by the rules of the record: codes once found are kept, a file that was not read again
 * keeps its unread parts, and of a file that is examined only those hear who saw it fail.
 */
function settle(story: Story, { id, verdict, reason }: PlannedFile, epoch: number): void {
  const before = story.recorded(id);
  const matched = before && isMatch(before) ? before : null;
  if (matched?.epoch === epoch) return;
  if (verdict === "match" || verdict === "partly" || matched) {
    const unread = verdict === "partly" ? UNREAD : verdict === "failure" ? (matched?.unread ?? []) : [];
    const row = matchRow(id, { epoch, unread, unread_total: unread.length });
    story.record(id, row);
    story.tell(matchFound(row), "PROCESSING");
  } else if (verdict === "failure") {
    const row = failureRow(id, reason, { epoch, attempt: reason === "lost" ? 1 : 2 });
    story.record(id, row);
    story.tell(fileFailed(row), "PROCESSING");
  } else {
    story.record(id, null);
    if (before) story.tell(fileExamined(id, { epoch }), "PROCESSING");
  }
}

function isMatch(row: Row): row is MatchRow {
  return "hole_code" in row;
}

function numbersOf(message: Extract<ServerMessage, { type: "PROGRESS" }>): Partial<SyncState> {
  const { processed, total, matched, failed } = message;
  return { processed, total, matched, failed };
}
