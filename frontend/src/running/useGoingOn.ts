import { tokenOf, useAccess } from "../access/access";
import { useSignIn } from "../access/useSignIn";
import type { HolescanClient } from "../client";
import { useAsking } from "./useAsking";

export interface GoingOn {
  /** Goes on with the token at hand, or with one from a sign-in. Call it from a click. */
  readonly again: () => Promise<void>;
  readonly goOnWith: (token: string) => Promise<void>;
  readonly isBusy: boolean;
  /** Why it did not work; "" otherwise. */
  readonly trouble: string;
}

/** Lets a scan that waits go on. */
export function useGoingOn(client: HolescanClient, sessionId: string): GoingOn {
  const { keeper, access } = useAccess();
  const { signIn, isAsking: isSigningIn, failure } = useSignIn();
  const { ask, isAsking, problem } = useAsking();

  const goOnWith = (token: string) =>
    ask(async () => void (await client.ask<"refresh_token">({ action: "refresh_token", session_id: sessionId, token })));

  async function again(): Promise<void> {
    const token = keeper.canSignIn ? await signIn() : tokenOf(access);
    if (token !== null) await goOnWith(token);
  }

  return { again, goOnWith, isBusy: isSigningIn || isAsking, trouble: failure || problem };
}
