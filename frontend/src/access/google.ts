// Google's token client: one pop-up, one access token. Loaded from Google's host, and only where a client id is configured.
// https://developers.google.com/identity/oauth2/web/guides/use-token-model
import { type Grant, SignInFailed } from "./access";

const SCRIPT = "https://accounts.google.com/gsi/client";
const READ_ONLY = "https://www.googleapis.com/auth/drive.readonly";

export interface TokenResponse {
  readonly access_token?: string;
  readonly expires_in?: number | string;
  readonly scope?: string;
  readonly error?: string;
}

interface TokenClientConfig {
  readonly client_id: string;
  readonly scope: string;
  readonly callback: (response: TokenResponse) => void;
  readonly error_callback: (error: { readonly type: string }) => void;
}

export interface GoogleOAuth {
  initTokenClient(config: TokenClientConfig): { requestAccessToken(): void };
}

declare global {
  interface Window {
    google?: { readonly accounts: { readonly oauth2: GoogleOAuth } };
  }
}

/** A sign-in with this client. The script is fetched at once, so that a click finds it there and may open its pop-up. */
export function googleSignIn(clientId: string, load: () => Promise<GoogleOAuth> = loadOnce()): () => Promise<Grant> {
  load().catch(ignoreUntilAsked);
  return async () => asked(await load(), clientId);
}

function asked(oauth: GoogleOAuth, clientId: string): Promise<Grant> {
  return new Promise((resolve, reject) => {
    const client = oauth.initTokenClient({
      client_id: clientId,
      scope: READ_ONLY,
      callback: (response) => settle(response, resolve, reject),
      error_callback: ({ type }) => reject(new SignInFailed(wordsFor(type))),
    });
    client.requestAccessToken();
  });
}

function settle(response: TokenResponse, resolve: (grant: Grant) => void, reject: (error: Error) => void): void {
  const { access_token: token, expires_in: lifeS = 0, scope = "" } = response;
  if (!token) return reject(new SignInFailed("Google did not grant access. Sign in again and allow it."));
  if (!scope.split(" ").includes(READ_ONLY)) {
    return reject(new SignInFailed("Reading Drive was not allowed. Sign in again and tick the box for it."));
  }
  return resolve({ token, endsAt: Date.now() + Number(lifeS) * 1000 });
}

function wordsFor(type: string): string {
  if (type === "popup_failed_to_open") return "The browser blocked Google’s window. Allow pop-ups for this page and try again.";
  if (type === "popup_closed") return "The window was closed before the sign-in was done.";
  return "The sign-in did not work. Try again.";
}

function loadOnce(): () => Promise<GoogleOAuth> {
  let loading: Promise<GoogleOAuth> | null = null;
  return () => {
    loading ??= loadScript().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}

function loadScript(): Promise<GoogleOAuth> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = SCRIPT;
    script.async = true;
    script.onload = () => (window.google ? resolve(window.google.accounts.oauth2) : reject(unreachable()));
    script.onerror = () => reject(unreachable());
    document.head.append(script);
  });
}

function unreachable(): SignInFailed {
  return new SignInFailed("Google’s sign-in could not be loaded. Check your connection or your ad blocker, and try again.");
}

/** The click that needs the script tries again, and tells. */
function ignoreUntilAsked(error: unknown): void {
  if (!(error instanceof SignInFailed)) throw error;
}
