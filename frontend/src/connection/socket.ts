// One connection that is always coming back. It knows nothing of scans.
import type { ClientMessage, ServerMessage } from "../protocol/generated";
import { accept } from "./accept";
import { delayMs } from "./backoff";

/** API Gateway closes a connection after ten idle minutes. */
const HEARTBEAT_MS = 4 * 60_000;
/** API Gateway closes a connection after two hours, in the middle of whatever it is; a new one takes its place before. */
const LIFETIME_MS = 110 * 60_000;
/** A connection that leaves a ping unanswered for this long is dead, whatever the browser believes. */
const SILENCE_MS = 15_000;
const OPEN = 1;

export type ConnectionStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "open" }
  | { readonly kind: "waiting"; readonly retryAt: number };

export type SocketLike = Pick<WebSocket, "send" | "close" | "onopen" | "onclose" | "onmessage"> & {
  readonly readyState: number;
};

export interface SocketOptions {
  readonly open: () => SocketLike;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onStatus: (status: ConnectionStatus) => void;
}

export class ScanSocket {
  #options: SocketOptions;
  #socket: SocketLike | null = null;
  /** What is to take its place, not yet open. */
  #next: SocketLike | null = null;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;

  constructor(options: SocketOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === OPEN;
  }

  connect(): void {
    this.stop();
    this.#options.onStatus({ kind: "connecting" });
    const socket = this.#options.open();
    this.#socket = socket;
    socket.onopen = () => this.#opened(socket);
    socket.onclose = () => this.#lost();
  }

  /** False when there is no connection; nothing is kept for later. */
  send(message: ClientMessage): boolean {
    if (!this.isOpen) return false;
    this.#socket?.send(JSON.stringify(message));
    return true;
  }

  /** Ask for a sign of life; without one the connection is given up and made anew. */
  probe(): void {
    if (!this.send({ action: "ping" })) return this.#socket ? undefined : this.connect();
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lost(), SILENCE_MS);
  }

  stop(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    clearTimeout(this.#renewal);
    clearInterval(this.#heartbeat);
    if (this.#next) giveUp(this.#next);
    if (this.#socket) giveUp(this.#socket);
    this.#socket = this.#next = null;
  }

  #opened(socket: SocketLike): void {
    this.#attempt = 0;
    socket.onclose = () => this.#lost();
    socket.onmessage = (event: MessageEvent) => this.#received(event.data);
    clearInterval(this.#heartbeat);
    this.#heartbeat = setInterval(() => this.probe(), HEARTBEAT_MS);
    this.#renewal = setTimeout(() => this.#renew(), LIFETIME_MS);
    this.#options.onStatus({ kind: "open" });
  }

  /** The old connection serves until the new one is open; if that fails, until it is closed. */
  #renew(): void {
    const next = this.#options.open();
    this.#next = next;
    next.onopen = () => {
      if (this.#socket) giveUp(this.#socket);
      this.#socket = next;
      this.#next = null;
      this.#opened(next);
    };
  }

  #received(frame: unknown): void {
    clearTimeout(this.#silence);
    const message = accept(frame);
    if (message) this.#options.onMessage(message);
  }

  #lost(): void {
    this.stop();
    const wait = delayMs(this.#attempt++, Math.random());
    this.#retry = setTimeout(() => this.connect(), wait);
    this.#options.onStatus({ kind: "waiting", retryAt: Date.now() + wait });
  }
}

function giveUp(socket: SocketLike): void {
  socket.onopen = socket.onclose = socket.onmessage = null;
  socket.close();
}
