// The Google access token this page works with. It lives in memory only: a reload forgets it, and nothing stores it.
import { createContext, useContext, useSyncExternalStore } from "react";

export type AccessKind = "local" | "pasted" | "google" | "deployment";

export interface Access {
  readonly kind: AccessKind;
  /** "" while there is none, and always where the deployment reads Drive itself. */
  readonly token: string;
  /** When Google ends it; null where nobody told. */
  readonly endsAt: number | null;
}

export interface Grant {
  readonly token: string;
  readonly endsAt: number;
}

/** What a question that reads Drive carries; null while Drive cannot be read. "" asks as the deployment itself. */
export function tokenOf({ kind, token }: Access): string | null {
  return kind === "deployment" ? "" : token.trim() || null;
}

/** The sign-in did not end in a token; the message is for the person. */
export class SignInFailed extends Error {
  override readonly name = "SignInFailed";
}

/** What a deployment offers: `local` comes with its token; `signIn` is Google's pop-up, where there is a client id. */
export interface Offered {
  readonly kind?: AccessKind;
  readonly token?: string;
  readonly signIn?: (() => Promise<Grant>) | null;
}

export class AccessKeeper {
  /** The local stack's; "" anywhere else. */
  readonly #own: string;
  #access: Access;
  #signIn: (() => Promise<Grant>) | null;
  #listeners = new Set<() => void>();

  constructor({ kind = "pasted", token = "", signIn = null }: Offered = {}) {
    this.#signIn = signIn;
    this.#own = kind === "local" ? token : "";
    this.#access = { kind, token, endsAt: null };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly access = (): Access => this.#access;

  get canSignIn(): boolean {
    return this.#signIn !== null;
  }

  /**
   * Ask Google. Call it from a click: browsers open no pop-up otherwise.
   *
   * Throws SignInFailed.
   */
  async signIn(): Promise<string> {
    if (!this.#signIn) throw new SignInFailed("This deployment has no sign-in. Paste an access token.");
    const { token, endsAt } = await this.#signIn();
    this.#change({ kind: "google", token, endsAt });
    return token;
  }

  paste(token: string): void {
    const isOwn = token !== "" && token === this.#own;
    this.#change({ kind: isOwn ? "local" : "pasted", token, endsAt: null });
  }

  /** Scans that run keep the token they were given: revoking it at Google would stop them. */
  signOut(): void {
    this.#change({ kind: "pasted", token: "", endsAt: null });
  }

  #change(access: Access): void {
    this.#access = access;
    for (const listener of this.#listeners) listener();
  }
}

export const AccessContext = createContext(new AccessKeeper());

export function useAccess(): { readonly keeper: AccessKeeper; readonly access: Access } {
  const keeper = useContext(AccessContext);
  return { keeper, access: useSyncExternalStore(keeper.subscribe, keeper.access) };
}
