import { isEnded, type Status } from "../scan/selectors";
import { STATUS_WORDS } from "./statusWords";

/** The one live region: it speaks at each tenth and when the state changes, never for a row. */
export function Announcer({ status, percent }: { readonly status: Status; readonly percent: number }) {
  const tenth = Math.floor(percent / 10) * 10;
  const { phase } = STATUS_WORDS[status];
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {isEnded(status) || tenth === 0 ? phase : `${phase}: ${tenth} percent`}
    </p>
  );
}
