import { KeyRound } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/Button";
import { described, Field, INPUT, type Problem, ProblemText } from "../ui/Field";
import { useNow, useOnce } from "../ui/hooks";
import { type Access, useAccess } from "./access";
import { useSignIn } from "./useSignIn";

interface PanelProps {
  readonly problem: Problem | null;
}

/** How Drive is read: as the deployment, signed in with Google, with the local stack's token, or with one that was pasted. */
export function AccessPanel({ problem }: PanelProps) {
  const { kind } = useAccess().access;
  return kind === "deployment" ? <OfDeployment problem={problem} /> : <OwnAccess problem={problem} />;
}

function OfDeployment({ problem }: PanelProps) {
  return (
    <div className="space-y-4">
      <div className="flex items-center gap-x-3">
        <KeyRound aria-hidden className="size-5 shrink-0 text-good" />
        <p className="text-sm">This server reads Drive with its own account, and only what is shared with it. You need not sign in.</p>
      </div>
      <SignInProblem problem={problem} />
    </div>
  );
}

function OwnAccess({ problem }: PanelProps) {
  const { keeper, access } = useAccess();
  const [isPasting, setPasting] = useState(false);
  const hasOther = access.kind === "local" || keeper.canSignIn;
  // Once there the field stays: what is typed into it mends the problem that brought it.
  const isAsked = useOnce(isPasting || (problem !== null && !keeper.canSignIn));
  const showsField = isAsked || !hasOther;
  // What the local stack has ready is said at the field once that is open.
  const showsLine = keeper.canSignIn || !showsField;

  return (
    <div className="space-y-4">
      {showsLine && (
        <Line access={access} canSignIn={keeper.canSignIn}>
          {!showsField && (
            <Button look="quiet" className="-mx-4" onClick={() => setPasting(true)}>
              {access.token ? "Use another token" : "Paste a token instead"}
            </Button>
          )}
        </Line>
      )}
      {showsField ? <TokenField problem={problem} /> : <SignInProblem problem={problem} />}
    </div>
  );
}

function Line({ access, canSignIn, children }: { access: Access; canSignIn: boolean; children: ReactNode }) {
  const { keeper } = useAccess();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <KeyRound aria-hidden className={`size-5 shrink-0 ${access.token ? "text-good" : "text-soft"}`} />
      <p className="min-w-0 flex-1 basis-44 text-sm">{standing(access, useNow(access.endsAt !== null))}</p>
      {access.kind === "google" ? (
        <Button look="quiet" onClick={() => keeper.signOut()}>
          Sign out
        </Button>
      ) : (
        canSignIn && <SignInButton />
      )}
      {children}
    </div>
  );
}

function SignInButton() {
  const { signIn, isAsking, failure } = useSignIn();
  return (
    <>
      <Button look="primary" disabled={isAsking} onClick={() => void signIn()}>
        {isAsking ? "Waiting for Google…" : "Sign in with Google"}
      </Button>
      {failure && (
        <p role="alert" className="basis-full text-sm text-bad">
          {failure}
        </p>
      )}
    </>
  );
}

function TokenField({ problem }: PanelProps) {
  const { keeper, access } = useAccess();
  return (
    <Field
      id="token"
      label="Access token"
      problem={problem}
      help={
        access.kind === "local"
          ? "The local stack’s own token is filled in; it opens the sample drawings."
          : "A Google access token that may read Drive. It is used for this scan only; this page does not keep it."
      }
    >
      <input
        {...described("token", problem)}
        className={`${INPUT} font-mono`}
        type="password"
        value={access.token}
        onChange={(event) => keeper.paste(event.target.value)}
        autoComplete="off"
        spellCheck={false}
      />
    </Field>
  );
}

/** Takes the focus when the server refuses the token: there is no field to send it to. */
function SignInProblem({ problem }: PanelProps) {
  if (!problem) return null;
  return (
    <div role="alert" tabIndex={-1} className="outline-none">
      <ProblemText id="sign-in" problem={problem} />
    </div>
  );
}

function standing({ kind, token, endsAt }: Access, now: number): string {
  if (kind === "local") return "This is the local stack: its own token is ready.";
  if (!token) return "Sign in to let the scan read the folder as you. It only reads.";
  if (endsAt === null) return "A pasted token is used.";
  const at = new Date(endsAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return endsAt > now
    ? `Signed in with Google, read only, until ${at}. A scan that runs longer asks again.`
    : `The sign-in ended at ${at}. Sign out and in again.`;
}
