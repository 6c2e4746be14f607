import { useState } from "react";
import { SignInFailed, useAccess } from "./access";

export interface SigningIn {
  /** The token, or null when the sign-in failed; `failure` then says why. */
  readonly signIn: () => Promise<string | null>;
  readonly isAsking: boolean;
  readonly failure: string;
}

export function useSignIn(): SigningIn {
  const { keeper } = useAccess();
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState("");

  async function signIn(): Promise<string | null> {
    setAsking(true);
    setFailure("");
    try {
      return await keeper.signIn();
    } catch (error) {
      if (!(error instanceof SignInFailed)) throw error;
      setFailure(error.message);
      return null;
    } finally {
      setAsking(false);
    }
  }

  return { signIn, isAsking, failure };
}
