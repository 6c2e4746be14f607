import type { Config } from "../config";
import { AccessKeeper } from "./access";
import { googleSignIn } from "./google";

/** The access this deployment offers: a ready token, Google's sign-in, or neither. */
export function accessOf({ token = "", googleClientId }: Config): AccessKeeper {
  return new AccessKeeper({ ready: token, signIn: googleClientId ? googleSignIn(googleClientId) : null });
}
