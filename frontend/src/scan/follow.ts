// Keeps one scan in step with the record: asks for it on every connection, and again when rows stay away.
import { type Action, type AnswerTo, type Question, Refused } from "../connection/requests";
import { Pass } from "./pass";
import type { SnapshotRows } from "./reduce";
import { isBehind } from "./selectors";
import { SnapshotLost, snapshotRows } from "./snapshot";
import type { ScanStore } from "./store";

/** A row that was counted and has not come for this long is asked for. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 1_000;
/** The cursor that asks for the record from its beginning in pages, however large it is. */
const WITHOUT_SNAPSHOT = "folders:0";

export type Ask = <A extends Action>(question: Question<A>) => Promise<AnswerTo[A]>;

export class Follower {
  #store: ScanStore;
  #ask: Ask;
  #onAnswered: (refused: Refused | null) => void;
  #behindSince: number | null = null;
  #asked = 0;
  #turn = 0;
  #running = 0;
  #timer: ReturnType<typeof setInterval>;

  /** `onAnswered` is told why the server refuses the scan, and null once it is followed. */
  constructor(store: ScanStore, ask: Ask, onAnswered: (refused: Refused | null) => void) {
    this.#store = store;
    this.#ask = ask;
    this.#onAnswered = onAnswered;
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#turn++;
  }

  /** Follow from this connection on. A newer call makes an older one end after its page. */
  async sync(): Promise<void> {
    const turn = ++this.#turn;
    this.#running++;
    try {
      await this.#pages(turn);
      if (turn === this.#turn) this.#onAnswered(null);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code !== "no_answer" && turn === this.#turn) this.#onAnswered(error);
    } finally {
      this.#running--;
    }
  }

  async #pages(turn: number): Promise<void> {
    const pass = new Pass(this.#store.view().model);
    let cursor = "";
    do {
      cursor = await this.#page(cursor, pass);
    } while (cursor && turn === this.#turn);
    // Only a whole pass can tell what is no longer there.
    if (turn === this.#turn) this.#store.push(pass.outdated());
  }

  /** The cursor of the next page. A file that cannot be had is made good page by page. */
  async #page(cursor: string, pass: Pass): Promise<string> {
    const page = await this.#ask<"resume_scan">({ action: "resume_scan", session_id: this.#sessionId, cursor });
    pass.saw(page);
    if (!page.snapshot_url) return page.next_cursor;
    try {
      await this.#take(snapshotRows(page.snapshot_url, this.#sessionId), pass);
    } catch (error) {
      if (!(error instanceof SnapshotLost)) throw error;
      return WITHOUT_SNAPSHOT;
    }
    return page.next_cursor;
  }

  async #take(portions: AsyncIterable<SnapshotRows>, pass: Pass): Promise<void> {
    for await (const rows of portions) {
      pass.sawRows(rows);
      this.#store.push(rows);
      await this.#store.reduced();
    }
  }

  get #sessionId(): string {
    return this.#store.view().model.sessionId;
  }

  #look(): void {
    // While a pass is under way its rows are not missing but coming.
    const behind = this.#running === 0 && isBehind(this.#store.view().model);
    const now = Date.now();
    this.#behindSince = behind ? (this.#behindSince ?? now) : null;
    if (!behind && this.#running === 0) this.#asked = 0;
    // Each further try waits twice as long: a server that cannot send the rows is not hammered.
    if (this.#behindSince === null || now - this.#behindSince < PATIENCE_MS * 2 ** this.#asked) return;
    this.#asked = Math.min(this.#asked + 1, 4);
    this.#behindSince = now;
    void this.sync();
  }
}
