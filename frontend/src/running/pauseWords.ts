// What is said of a scan that waits: for what, what happened, and what to do. That what was found is kept holds for all.
import type { AccessKind } from "../access/access";
import type { Pause } from "../scan/model";

export interface PauseWords {
  readonly title: string;
  readonly text: string;
}

export function pauseWords({ reason, message, until }: Pause, access: AccessKind): PauseWords {
  switch (reason) {
    case "QUOTA":
      return { title: "Waiting for Drive’s quota", text: until === null ? message : `${message} It is back at ${clock(until)}.` };
    case "AUTH_EXPIRED":
      return access === "deployment" ? FOR_THE_OPERATOR : { title: "Waiting for a sign-in to Google", text: message };
    default:
      return { title: "The scan waits", text: message };
  }
}

/** Names the button; with it a scan that began with somebody's token goes on with the server's credential, too. */
const FOR_THE_OPERATOR: PauseWords = {
  title: "Waiting for whoever runs this server",
  text:
    "Google refuses the credential with which this server reads Drive. Its operator must replace it within 24 hours; " +
    "then press Try again, and the scan goes on where it stopped.",
};

/** The day is said too where it is another one. */
function clock(until: string): string {
  const at = new Date(until);
  const time = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return at.toDateString() === new Date().toDateString() ? time : `${time} on ${at.toLocaleDateString()}`;
}
