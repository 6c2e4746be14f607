import { type FormEvent, useState } from "react";
import { useAccess } from "../access/access";
import { useSignIn } from "../access/useSignIn";
import type { HolescanClient } from "../client";
import type { Pause } from "../scan/model";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { INPUT } from "../ui/Field";
import { useAsking } from "./useAsking";

interface PauseBannerProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly pause: Pause;
}

/** Why the scan waits, and the button that mends it where a person can. */
export function PauseBanner({ client, sessionId, pause }: PauseBannerProps) {
  if (pause.until !== null) {
    return (
      <Banner look="warn" title={pause.message}>
        <p>It goes on by itself at {clock(pause.until)}. Nothing is lost, and this page may be closed.</p>
      </Banner>
    );
  }
  return <SignInAgain client={client} sessionId={sessionId} pause={pause} />;
}

function SignInAgain({ client, sessionId, pause }: PauseBannerProps) {
  const { keeper, access } = useAccess();
  const { signIn, isAsking: isSigningIn, failure } = useSignIn();
  const { ask, isAsking, problem } = useAsking();
  const isBusy = isSigningIn || isAsking;
  const mustPaste = access.kind !== "local" && !keeper.canSignIn;

  const goOn = (token: string) =>
    ask(async () => void (await client.ask<"refresh_token">({ action: "refresh_token", session_id: sessionId, token })));

  async function again(): Promise<void> {
    const token = keeper.canSignIn ? await signIn() : access.token;
    if (token) await goOn(token);
  }

  const button = (
    <Button look="primary" disabled={isBusy} onClick={() => void again()}>
      {isBusy ? "Signing in…" : "Sign in again"}
    </Button>
  );
  return (
    <Banner look="warn" title={pause.message} action={mustPaste ? undefined : button}>
      <p>What was found is kept. The scan goes on where it stopped.</p>
      {mustPaste && <PasteToken isBusy={isBusy} onToken={(token) => void goOn(token)} />}
      {(failure || problem) && (
        <p role="alert" className="text-bad">
          {failure || problem}
        </p>
      )}
    </Banner>
  );
}

function PasteToken({ isBusy, onToken }: { readonly isBusy: boolean; readonly onToken: (token: string) => void }) {
  const { keeper } = useAccess();
  const [token, setToken] = useState("");

  function submit(event: FormEvent): void {
    event.preventDefault();
    keeper.paste(token.trim());
    onToken(token.trim());
  }

  return (
    <form onSubmit={submit} className="mt-3 flex max-w-lg flex-wrap gap-2">
      <label htmlFor="new-token" className="sr-only">
        A new access token
      </label>
      <input
        id="new-token"
        type="password"
        className={`${INPUT} flex-1 basis-48 font-mono`}
        placeholder="A new access token"
        value={token}
        onChange={(event) => setToken(event.target.value)}
        autoComplete="off"
      />
      <Button type="submit" look="primary" className="min-h-11" disabled={isBusy || token.trim() === ""}>
        Go on
      </Button>
    </form>
  );
}

/** The day is said too where it is another one. */
function clock(until: string): string {
  const at = new Date(until);
  const time = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return at.toDateString() === new Date().toDateString() ? time : `${time} on ${at.toLocaleDateString()}`;
}
