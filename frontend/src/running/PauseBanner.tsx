import { type FormEvent, useState } from "react";
import { tokenOf, useAccess } from "../access/access";
import type { HolescanClient } from "../client";
import type { Pause } from "../scan/model";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { INPUT } from "../ui/Field";
import { pauseWords } from "./pauseWords";
import { useGoingOn } from "./useGoingOn";

interface PauseBannerProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly pause: Pause;
}

/** Why the scan waits, that nothing is lost by it, and the button that mends it where a person can. */
export function PauseBanner({ client, sessionId, pause }: PauseBannerProps) {
  const { keeper, access } = useAccess();
  const { again, goOnWith, isBusy, trouble } = useGoingOn(client, sessionId);
  const { title, text } = pauseWords(pause, access.kind);
  const isForMe = pause.until === null;
  const mustPaste = !keeper.canSignIn && (access.kind === "pasted" || tokenOf(access) === null);
  const name = access.kind === "deployment" ? "Try again" : "Sign in again";

  const button = (
    <Button look="primary" disabled={isBusy} onClick={() => void again()}>
      {isBusy ? "One moment…" : name}
    </Button>
  );
  return (
    <Banner look="warn" title={title} action={isForMe && !mustPaste ? button : undefined}>
      <p>{text}</p>
      <p>What was found is kept, and this page may be closed meanwhile.</p>
      {isForMe && mustPaste && <PasteToken isBusy={isBusy} onToken={(token) => void goOnWith(token)} />}
      {trouble && (
        <p role="alert" className="text-bad">
          {trouble}
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
