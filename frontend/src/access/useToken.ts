import { Refused } from "../connection/requests";
import { type Access, SignInFailed, tokenOf, useAccess } from "./access";

/** The token at hand, or one from a sign-in. Call it from a click; what it throws is a Refused with words for the person. */
export function useToken(): () => Promise<string> {
  const { keeper, access } = useAccess();
  return async () => {
    const token = tokenOf(access);
    if (token !== null && !hasEnded(access)) return token;
    if (!keeper.canSignIn) {
      throw new Refused("token_refused", "No access token is known here.", "Give one under New scan first.");
    }
    return keeper.signIn().catch(refused);
  };
}

function hasEnded({ endsAt }: Access): boolean {
  return endsAt !== null && endsAt <= Date.now();
}

function refused(error: unknown): never {
  if (!(error instanceof SignInFailed)) throw error;
  throw new Refused("token_refused", error.message);
}
