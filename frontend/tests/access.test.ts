import { describe, expect, it, vi } from "vitest";
import { AccessKeeper, SignInFailed } from "../src/access/access";
import { type GoogleOAuth, googleSignIn, type TokenResponse } from "../src/access/google";

const SCOPE = "https://www.googleapis.com/auth/drive.readonly";

describe("access", () => {
  it.each([
    ["t-2", "pasted"],
    ["", "pasted"],
    ["t-1", "local"],
  ])("on the local stack is ready until another token comes: %j is %s", (token, kind) => {
    const keeper = new AccessKeeper({ kind: "local", token: "t-1" });
    expect(keeper.access()).toEqual({ kind: "local", token: "t-1", endsAt: null });
    keeper.paste("t-2");
    keeper.paste(token);
    expect(keeper.access()).toEqual({ kind, token, endsAt: null });
  });

  it("is never written down", () => {
    new AccessKeeper({ kind: "local", token: "t-1" }).paste("t-2");
    expect(JSON.stringify({ ...localStorage })).not.toContain("t-");
  });

  it("tells its listeners of a sign-in and of a sign-out", async () => {
    const seen: string[] = [];
    const keeper = new AccessKeeper({ signIn: async () => ({ token: "g", endsAt: 9 }) });
    keeper.subscribe(() => seen.push(`${keeper.access().kind} ${keeper.access().token}`));
    expect(await keeper.signIn()).toBe("g");
    keeper.signOut();
    expect(seen).toEqual(["google g", "pasted "]);
  });

  it("without a client id cannot sign in, and says what to do", async () => {
    await expect(new AccessKeeper().signIn()).rejects.toThrow(SignInFailed);
  });
});

function oauthAnswering(answer: TokenResponse | { type: string }): GoogleOAuth {
  return {
    initTokenClient: ({ callback, error_callback, scope, client_id }) => ({
      requestAccessToken: () => {
        expect([client_id, scope]).toEqual(["client-1", SCOPE]);
        if ("type" in answer) error_callback(answer);
        else callback(answer);
      },
    }),
  };
}

const signInWith = (answer: TokenResponse | { type: string }) => googleSignIn("client-1", async () => oauthAnswering(answer))();

describe("Google's sign-in", () => {
  it("gives the token and when it ends", async () => {
    vi.useFakeTimers({ now: 1_000 });
    const grant = await signInWith({ access_token: "ya29", expires_in: 3599, scope: `openid ${SCOPE}` });
    expect(grant).toEqual({ token: "ya29", endsAt: 3_600_000 });
  });

  it.each([
    [{ error: "access_denied" }, "did not grant"],
    [{ access_token: "ya29", scope: "openid" }, "tick the box"],
    [{ type: "popup_closed" }, "closed before"],
    [{ type: "popup_failed_to_open" }, "Allow pop-ups"],
  ])("with %j says what to do", async (answer, words) => {
    await expect(signInWith(answer)).rejects.toThrow(words);
  });
});
