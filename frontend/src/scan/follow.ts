// Keeps one scan in step with the record: asks for it on every connection, and again when rows stay away.
import { type Action, type AnswerTo, type Question, Refused } from "../connection/requests";
import { missingMatches } from "./selectors";
import { fetchSnapshot } from "./snapshot";
import type { ScanStore } from "./store";

/** A match that was counted and has not come for this long is asked for. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 1_000;

export type Ask = <A extends Action>(question: Question<A>) => Promise<AnswerTo[A]>;

export class Follower {
  #store: ScanStore;
  #ask: Ask;
  #onAnswered: (refused: Refused | null) => void;
  #missingSince: number | null = null;
  #asked = 0;
  #syncing = 0;
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
    this.#syncing++;
  }

  /** Follow from this connection on. A newer call makes an older one end after its page. */
  async sync(): Promise<void> {
    const turn = ++this.#syncing;
    try {
      await this.#pages(turn);
      if (turn === this.#syncing) this.#onAnswered(null);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.code !== "no_answer" && turn === this.#syncing) this.#onAnswered(error);
    }
  }

  async #pages(turn: number): Promise<void> {
    const { sessionId } = this.#store.view().model;
    let cursor = "";
    do {
      const page = await this.#ask<"resume_scan">({ action: "resume_scan", session_id: sessionId, cursor });
      if (page.snapshot_url) this.#store.push(await fetchSnapshot(page.snapshot_url, sessionId));
      cursor = page.next_cursor;
    } while (cursor && turn === this.#syncing);
  }

  #look(): void {
    const missing = missingMatches(this.#store.view().model) > 0;
    const now = Date.now();
    this.#missingSince = missing ? (this.#missingSince ?? now) : null;
    if (!missing) this.#asked = 0;
    // Each further try waits twice as long: a server that cannot send the rows is not hammered.
    if (this.#missingSince === null || now - this.#missingSince < PATIENCE_MS * 2 ** this.#asked) return;
    this.#asked = Math.min(this.#asked + 1, 4);
    this.#missingSince = now;
    void this.sync();
  }
}
