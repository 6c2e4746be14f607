// The page's one client: a connection, the questions asked over it, and the scan that is being followed.
import { Requests, type Refused } from "./connection/requests";
import { subprotocols } from "./connection/secret";
import { type ConnectionStatus, ScanSocket, type SocketLike } from "./connection/socket";
import type { Error as ErrorMessage, ServerMessage } from "./protocol/generated";
import { type Ask, Follower } from "./scan/follow";
import { ScanStore } from "./scan/store";

export interface ClientOptions {
  readonly webSocketUrl: string;
  readonly open?: (url: string, protocols: string[]) => SocketLike;
}

export class HolescanClient {
  #socket: ScanSocket;
  #requests: Requests;
  #status: ConnectionStatus = { kind: "connecting" };
  #listeners = new Set<() => void>();
  #store: ScanStore | null = null;
  #follower: Follower | null = null;
  #refusals = new Map<string, Refused>();

  constructor({ webSocketUrl, open = (url, protocols) => new WebSocket(url, protocols) }: ClientOptions) {
    this.#socket = new ScanSocket({
      open: () => open(webSocketUrl, subprotocols(localStorage)),
      onMessage: (message) => this.#received(message),
      onStatus: (status) => this.#changed(status),
    });
    this.#requests = new Requests((message) => this.#socket.send(message));
  }

  readonly ask: Ask = (question) => this.#requests.ask(question);

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly status = (): ConnectionStatus => this.#status;

  /** Why the scan cannot be followed, if the server said so. */
  readonly refusal = (sessionId: string): Refused | null => this.#refusals.get(sessionId) ?? null;

  connect(): void {
    this.#socket.connect();
  }

  /** The network or the page came back: a sign of life is asked for, or a connection made. */
  wake(): void {
    this.#socket.probe();
  }

  stop(): void {
    this.#follower?.stop();
    this.#socket.stop();
  }

  /** The scan's store; the same one for as long as the same scan is looked at. */
  scan(sessionId: string): ScanStore {
    if (this.#store?.view().model.sessionId === sessionId) return this.#store;
    this.#follower?.stop();
    const store = new ScanStore(sessionId);
    this.#store = store;
    this.#follower = new Follower(store, this.ask, (refused) => this.#answered(sessionId, refused));
    if (this.#socket.isOpen) void this.#follower.sync();
    return store;
  }

  #received(message: ServerMessage): void {
    this.#requests.settle(message);
    // Without session_id an ERROR only answers a request.
    if (!isAnswer(message)) this.#store?.push(message);
  }

  #answered(sessionId: string, refused: Refused | null): void {
    if (refused) this.#refusals.set(sessionId, refused);
    else if (!this.#refusals.delete(sessionId)) return;
    this.#tell();
  }

  #changed(status: ConnectionStatus): void {
    this.#status = status;
    if (status.kind === "open") {
      this.#requests.askAgain();
      void this.#follower?.sync();
    }
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function isAnswer(message: ServerMessage): message is ErrorMessage {
  return message.type === "ERROR" && !message.session_id;
}
