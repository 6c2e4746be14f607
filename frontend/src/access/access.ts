// The Google access token this page works with. It lives in memory only: a reload forgets it, and nothing stores it.
import { createContext, useContext, useSyncExternalStore } from "react";

export type AccessKind = "local" | "pasted" | "google";

export interface Access {
  readonly kind: AccessKind;
  /** "" while there is none. */
  readonly token: string;
  /** When Google ends it; null where nobody told. */
  readonly endsAt: number | null;
}

export interface Grant {
  readonly token: string;
  readonly endsAt: number;
}

/** The sign-in did not end in a token; the message is for the person. */
export class SignInFailed extends Error {
  override readonly name = "SignInFailed";
}

export class AccessKeeper {
  #access: Access;
  #signIn: (() => Promise<Grant>) | null;
  #listeners = new Set<() => void>();

  /** `ready`: the token of the local stack. `signIn`: Google's pop-up, where this deployment has a client id. */
  constructor({ ready = "", signIn = null }: { ready?: string; signIn?: (() => Promise<Grant>) | null } = {}) {
    this.#signIn = signIn;
    this.#access = { kind: ready ? "local" : "pasted", token: ready, endsAt: null };
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
    this.#change({ kind: this.#access.kind === "local" ? "local" : "pasted", token, endsAt: null });
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
