import type { Reason } from "../../protocol/generated";

/** A heading for each reason; the sentence beside it comes from the server. */
export const REASON_NAMES: Readonly<Record<Reason, string>> = {
  password: "Protected by a password",
  corrupt: "Damaged",
  unsupported: "Unknown kind of file",
  too_large: "Too large",
  timed_out: "Took too long",
  crashed: "Stopped the reader",
  needs_ocr: "Pictures without text",
  empty: "Empty",
  not_found: "Gone from Drive",
  forbidden: "Not shared with you",
  server_not_found: "Not found by the server’s account",
  server_forbidden: "Not shared with the server’s account",
  abusive: "Blocked by Google",
  export_too_large: "Too large to export",
  drive_quota: "Download quota used up",
  drive_error: "Drive refused the request",
  auth_expired: "Sign-in ended",
  server_sign_in: "Server’s sign-in refused",
  incomplete_listing: "Folder not listed completely",
  cancelled: "Cancelled before it was read",
  lost: "No answer came back",
  gave_up: "Failed several times",
};

/** A newer server may name a reason that this page does not know. */
export function reasonName(reason: Reason): string {
  return REASON_NAMES[reason] ?? reason;
}
