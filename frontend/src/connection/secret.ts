// Who this browser is until sign-in exists: 32 random bytes, kept here, hashed by the server, never in a URL.
import { SUBPROTOCOL } from "../protocol/generated";

const KEY = "holescan.client";
const SECRET_BYTES = 32;

export function subprotocols(storage: Storage): string[] {
  return [SUBPROTOCOL, `client.${clientSecret(storage)}`];
}

function clientSecret(storage: Storage): string {
  const kept = storage.getItem(KEY);
  if (kept) return kept;
  const made = base64url(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  storage.setItem(KEY, made);
  return made;
}

export function randomId(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(12)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
