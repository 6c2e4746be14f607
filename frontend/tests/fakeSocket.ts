// A socket whose other end is the test.
import type { ClientMessage, ServerMessage } from "../src/protocol/generated";
import type { SocketLike } from "../src/connection/socket";

export class FakeSocket implements SocketLike {
  readyState = 0;
  onopen: SocketLike["onopen"] = null;
  onclose: SocketLike["onclose"] = null;
  onmessage: SocketLike["onmessage"] = null;
  readonly sent: ClientMessage[] = [];
  #answered = new Set<string>();

  send(frame: unknown): void {
    this.sent.push(JSON.parse(String(frame)) as ClientMessage);
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.call(this as never, new Event("open"));
  }

  say(message: ServerMessage | string): void {
    if (typeof message !== "string" && "request_id" in message && message.request_id) this.#answered.add(message.request_id);
    const data = typeof message === "string" ? message : JSON.stringify(message);
    this.onmessage?.call(this as never, new MessageEvent("message", { data }));
  }

  /** The network goes away. */
  cut(): void {
    this.readyState = 3;
    this.onclose?.call(this as never, new CloseEvent("close"));
  }

  /** The request_id of the newest question of this kind, or null while it has its answer. */
  unanswered(action: ClientMessage["action"]): string | null {
    const id = this.sent.findLast((message) => message.action === action)?.request_id ?? null;
    return id !== null && this.#answered.has(id) ? null : id;
  }

  last<A extends ClientMessage["action"]>(action: A): Extract<ClientMessage, { action: A }> {
    const found = this.sent.findLast((message) => message.action === action);
    if (!found) throw new Error(`${action} was not sent, but ${this.sent.map((message) => message.action).join(", ")}`);
    return found as Extract<ClientMessage, { action: A }>;
  }
}

/** Every connection the page makes, the newest last. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  readonly protocols: string[][] = [];

  readonly open = (_url: string, protocols: string[]): FakeSocket => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    this.protocols.push(protocols);
    return socket;
  };

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("nothing has connected");
    return socket;
  }
}
