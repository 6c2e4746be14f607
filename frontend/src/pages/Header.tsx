import { clsx } from "clsx";
import type { MouseEvent } from "react";
import { useSyncExternalStore } from "react";
import type { HolescanClient } from "../client";
import type { ConnectionStatus } from "../connection/socket";
import { go, pathOf } from "../route";
import { useNow } from "../ui/hooks";

export function Header({ client }: { readonly client: HolescanClient }) {
  return (
    <header className="border-b border-line bg-sheet">
      <div className="mx-auto flex min-h-14 max-w-6xl items-center gap-4 px-4 sm:gap-6 sm:px-6">
        <a href="/" onClick={toNewScan} className="flex min-h-11 items-center gap-2.5 text-ink">
          <Mark />
          <span className="text-lg font-semibold tracking-tight">holescan</span>
        </a>
        <nav aria-label="Main">
          <a href="/" onClick={toNewScan} className="inline-flex min-h-11 items-center text-sm text-accent hover:underline">
            New scan
          </a>
        </nav>
        <Connection client={client} />
      </div>
    </header>
  );
}

function toNewScan(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(pathOf(null));
}

/** The drafting symbol for a drilled hole: a circle on its centre lines. */
function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 24 24" className="size-7 text-accent" fill="none" stroke="currentColor" strokeWidth="1.6">
      <circle cx="12" cy="12" r="5.6" />
      <path d="M12 1.5v7M12 15.5v7M1.5 12h7M15.5 12h7" strokeLinecap="round" />
      <circle cx="12" cy="12" r="1.3" fill="currentColor" stroke="none" />
    </svg>
  );
}

function Connection({ client }: { readonly client: HolescanClient }) {
  const status = useSyncExternalStore(client.subscribe, client.status);
  const now = useNow(status.kind === "waiting");
  return (
    <div className="ml-auto flex items-center gap-2 text-sm text-soft">
      <span
        aria-hidden
        className={clsx("size-2 rounded-full", status.kind === "open" ? "bg-good" : "border-2 border-warn")}
      />
      <span>{wordsFor(status, now)}</span>
      {status.kind === "waiting" && (
        <button type="button" onClick={() => client.connect()} className="min-h-11 text-accent underline">
          Try now
        </button>
      )}
    </div>
  );
}

function wordsFor(status: ConnectionStatus, now: number): string {
  if (status.kind === "open") return "Connected";
  if (status.kind === "connecting") return "Connecting…";
  return `Reconnecting in ${Math.max(1, Math.ceil((status.retryAt - now) / 1000))} s`;
}
