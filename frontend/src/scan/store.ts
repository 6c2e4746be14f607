// One scan for React to look at: messages wait in a queue and are reduced once a frame.
import { type ScanModel, unknownScan } from "./model";
import { type Sample, sampled } from "./pace";
import { type Said, reduceBatch } from "./reduce";

/** A hidden page gets no frames, but its title still counts. */
const HIDDEN_MS = 500;
const AT_ONCE: ReadonlySet<Said["type"]> = new Set<Said["type"]>(["COMPLETE", "CANCELLED", "ERROR"]);

export interface ScanView {
  readonly model: ScanModel;
  readonly samples: readonly Sample[];
  /** When the server last said anything about this scan; null before. */
  readonly heardAt: number | null;
  /** When the report's link came; it dies within the hour. */
  readonly linkAt: number | null;
}

export class ScanStore {
  #view: ScanView;
  #queue: Said[] = [];
  #cancelFlush: (() => void) | null = null;
  #listeners = new Set<() => void>();
  #waiting: (() => void)[] = [];

  constructor(sessionId: string) {
    this.#view = { model: unknownScan(sessionId), samples: [], heardAt: null, linkAt: null };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly view = (): ScanView => this.#view;

  push(said: Said): void {
    if (!("session_id" in said) || said.session_id !== this.#view.model.sessionId) return;
    this.#queue.push(said);
    if (AT_ONCE.has(said.type)) this.flush();
    else this.#cancelFlush ??= whenNext(() => this.flush());
  }

  /** When all that was pushed so far is part of the view; a hidden page does not wait for its next turn. */
  reduced(): Promise<void> {
    if (document.hidden) this.flush();
    if (this.#queue.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    if (this.#queue.length === 0) return;
    const batch = this.#queue.splice(0);
    this.#view = viewAfter(this.#view, batch, Date.now());
    for (const listener of this.#listeners) listener();
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

function viewAfter(view: ScanView, batch: readonly Said[], at: number): ScanView {
  const model = reduceBatch(view.model, batch);
  const hasLink = batch.some((said) => said.type === "COMPLETE" && said.download_url !== "");
  return {
    model,
    samples: sampled(view.samples, { at, epoch: model.progress.epoch, processed: model.progress.processed }),
    heardAt: at,
    linkAt: hasLink ? at : view.linkAt,
  };
}

function whenNext(flush: () => void): () => void {
  if (document.hidden) {
    const timer = setTimeout(flush, HIDDEN_MS);
    return () => clearTimeout(timer);
  }
  const frame = requestAnimationFrame(flush);
  // A page that is hidden before its frame comes would wait for ever.
  const timer = setTimeout(flush, HIDDEN_MS);
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
