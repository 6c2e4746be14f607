// Which answer belongs to which question: by request_id, across reconnects.
import type {
  Cancelled,
  ClientMessage,
  CodesRead,
  Deleted,
  Error as ErrorMessage,
  ErrorCode,
  Estimate,
  Folder,
  Pong,
  ReportReady,
  Results,
  Resumed,
  Scan,
  Scans,
  ServerMessage,
  Started,
  SyncState,
  UploadReady,
} from "../protocol/generated";
import { hintForPeople } from "./hints";
import { randomId } from "./secret";

export interface AnswerTo {
  start_scan: Started;
  estimate_scan: Estimate;
  request_upload: UploadReady;
  inspect_codes: CodesRead;
  browse_folder: Folder;
  resume_scan: SyncState;
  get_results: Results;
  cancel_scan: Cancelled;
  delete_scan: Deleted;
  retry_failed: Started;
  refresh_token: Resumed;
  list_scans: Scans;
  get_scan: Scan;
  get_report: ReportReady;
  ping: Pong;
}

export type Action = keyof AnswerTo;
export type Question<A extends Action> = Omit<Extract<ClientMessage, { action: A }>, "request_id">;

/** The server said no, or (code `no_answer`) said nothing. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: ErrorCode | "no_answer" | "upload_failed";
  readonly hint: string;

  constructor(code: Refused["code"], message: string, hint = "") {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

const ANSWER_WITHIN_MS = 45_000;
/** Answered when the workers have drained, which may take minutes. */
const UNHURRIED: ReadonlySet<Action> = new Set<Action>(["cancel_scan"]);

interface Pending {
  readonly message: ClientMessage;
  readonly resolve: (answer: ServerMessage) => void;
  readonly reject: (refused: Refused) => void;
  readonly deadline: ReturnType<typeof setTimeout> | undefined;
}

export class Requests {
  #send: (message: ClientMessage) => boolean;
  #pending = new Map<string, Pending>();

  constructor(send: (message: ClientMessage) => boolean) {
    this.#send = send;
  }

  ask<A extends Action>(question: Question<A>): Promise<AnswerTo[A]> {
    const id = randomId();
    const message = { ...question, request_id: id } as unknown as ClientMessage;
    const answer = new Promise<ServerMessage>((resolve, reject) => {
      this.#pending.set(id, { message, resolve, reject, deadline: this.#deadline(id, message) });
    });
    this.#send(message);
    return answer as Promise<AnswerTo[A]>;
  }

  /** The same request_id again leads to the same scan, so asking twice is harmless. */
  askAgain(): void {
    for (const { message } of this.#pending.values()) this.#send(message);
  }

  settle(message: ServerMessage): void {
    const id = "request_id" in message ? message.request_id : null;
    const pending = id ? this.#forget(id) : undefined;
    if (!pending) return;
    if (message.type === "ERROR") pending.reject(refusal(message));
    else pending.resolve(message);
  }

  #deadline(id: string, message: ClientMessage): Pending["deadline"] {
    if (UNHURRIED.has(message.action as Action)) return undefined;
    return setTimeout(() => {
      const hint = "Check your connection and try again.";
      this.#forget(id)?.reject(new Refused("no_answer", "The server did not answer.", hint));
    }, ANSWER_WITHIN_MS);
  }

  #forget(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    clearTimeout(pending?.deadline);
    this.#pending.delete(id);
    return pending;
  }
}

function refusal(error: ErrorMessage): Refused {
  return new Refused(error.code, error.message, hintForPeople(error.hint));
}
