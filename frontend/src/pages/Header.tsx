import { clsx } from "clsx";
import { useSyncExternalStore } from "react";
import type { HolescanClient } from "../client";
import type { ConnectionStatus } from "../connection/socket";
import type { Place } from "../route";
import { ThemeButton } from "../theme/ThemeButton";
import { PlaceLink } from "../ui/PlaceLink";

interface HeaderProps {
  readonly client: HolescanClient;
  readonly place: Place;
}

export function Header({ client, place }: HeaderProps) {
  return (
    <header className="border-b border-line bg-sheet">
      <div className="mx-auto flex min-h-14 max-w-7xl items-center gap-2 px-4 sm:gap-4 sm:px-6">
        <PlaceLink to={{ kind: "new" }} className="flex min-h-11 items-center gap-2.5 text-ink">
          <Mark />
          <span className="text-lg font-semibold tracking-tight">holescan</span>
        </PlaceLink>
        <nav aria-label="Main" className="flex self-stretch">
          <NavLink to={{ kind: "new" }} name="New scan" isHere={place.kind === "new"} />
          <NavLink to={{ kind: "history" }} name="History" isHere={place.kind === "history"} />
        </nav>
        <div className="ml-auto flex items-center gap-1 sm:gap-3">
          <Connection client={client} />
          <ThemeButton />
        </div>
      </div>
    </header>
  );
}

function NavLink({ to, name, isHere }: { readonly to: Place; readonly name: string; readonly isHere: boolean }) {
  return (
    <PlaceLink
      to={to}
      aria-current={isHere ? "page" : undefined}
      className={clsx(
        "-mb-px flex min-h-11 items-center border-b-2 px-2 forced-colors:mb-0 text-sm whitespace-nowrap sm:px-3",
        isHere ? "border-accent font-medium text-ink" : "border-transparent text-soft hover:text-ink",
      )}
    >
      {name}
    </PlaceLink>
  );
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

const WORDS: Readonly<Record<ConnectionStatus["kind"], string>> = {
  open: "Connected",
  connecting: "Connecting…",
  waiting: "Reconnecting…",
};

function Connection({ client }: { readonly client: HolescanClient }) {
  const { kind } = useSyncExternalStore(client.subscribe, client.status);
  return (
    <div className="flex items-center gap-2 text-sm text-soft">
      <span aria-hidden className={clsx("size-2 rounded-full", kind === "open" ? "filled bg-good" : "border-2 border-warn")} />
      <span className="max-sm:sr-only">{WORDS[kind]}</span>
    </div>
  );
}
