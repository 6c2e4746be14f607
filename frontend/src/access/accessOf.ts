import type { Config } from "../config";
import { AccessKeeper } from "./access";
import { googleSignIn } from "./google";

/** The access this deployment offers: its own, a ready token, Google's sign-in, or none of them. */
export function accessOf({ token = "", googleClientId, signIn }: Config): AccessKeeper {
  if (signIn === "deployment") return new AccessKeeper({ kind: "deployment" });
  return new AccessKeeper({ kind: token ? "local" : "pasted", token, signIn: googleClientId ? googleSignIn(googleClientId) : null });
}
