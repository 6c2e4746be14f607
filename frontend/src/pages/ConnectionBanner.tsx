import { useEffect, useState, useSyncExternalStore } from "react";
import type { HolescanClient } from "../client";
import type { ConnectionStatus } from "../connection/socket";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { useNow } from "../ui/hooks";

/** A gap shorter than this is nobody's business. */
const CALM_MS = 2_000;

/** Says that the connection is gone, and what that means: what is shown stays, and scans go on. */
export function ConnectionBanner({ client }: { readonly client: HolescanClient }) {
  const status = useSyncExternalStore(client.subscribe, client.status);
  const isLong = useIsLong(status.kind !== "open");
  const now = useNow(isLong);
  if (status.kind === "open" || !isLong) return null;
  return (
    <div className="mb-6">
      <Banner
        look="warn"
        title="No connection to the server"
        action={
          <Button disabled={status.kind === "connecting"} onClick={() => client.connect()}>
            Try now
          </Button>
        }
      >
        <p>{`${wordsFor(status, now)} What is shown here stays, and a running scan goes on.`}</p>
      </Banner>
    </div>
  );
}

function useIsLong(isGone: boolean): boolean {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isGone) return undefined;
    const timer = setTimeout(() => setLong(true), CALM_MS);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [isGone]);
  return isLong;
}

function wordsFor(status: ConnectionStatus, now: number): string {
  if (status.kind !== "waiting") return "Connecting…";
  return `Trying again in ${Math.max(1, Math.ceil((status.retryAt - now) / 1000))} s.`;
}
