// The whole page with the test at the other end of its socket.
import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach } from "vitest";
import { AccessContext, type AccessKeeper } from "../src/access/access";
import { accessOf } from "../src/access/accessOf";
import { App } from "../src/App";
import { HolescanClient } from "../src/client";
import type { Config } from "../src/config";
import type { ServerMessage } from "../src/protocol/generated";
import { FakeServer } from "./fakeSocket";
import { SESSION, started } from "./messages";

export const LOCAL: Config = { webSocketUrl: "ws://127.0.0.1:1", token: "local-token", driveFolderId: "1Folder" };

export let server: FakeServer;
export let client: HolescanClient;

beforeEach(() => {
  server = new FakeServer();
  client = new HolescanClient({ webSocketUrl: LOCAL.webSocketUrl, open: server.open });
});

afterEach(() => client.stop());

export function open(config: Config = LOCAL, access: AccessKeeper = accessOf(config)): void {
  client.connect();
  render(
    <AccessContext value={access}>
      <App client={client} config={config} />
    </AccessContext>,
  );
  act(() => server.socket.accept());
}

export function openAt(path: string, config: Config = LOCAL): void {
  window.history.replaceState(null, "", path);
  open(config);
}

export function openScan(config: Config = LOCAL): void {
  openAt(`/scans/${SESSION}`, config);
  say(started({ total_codes: 3 }));
}

export function say(...messages: ServerMessage[]): void {
  act(() => {
    for (const message of messages) server.socket.say(message);
    client.scan(SESSION).flush();
  });
}

export async function press(name: string | RegExp): Promise<void> {
  await userEvent.click(await screen.findByRole("button", { name }));
}

/** Answer the last question of this kind. */
export async function answer(action: Parameters<FakeServer["socket"]["last"]>[0], message: ServerMessage): Promise<void> {
  const { request_id = null } = server.socket.last(action);
  await act(async () => server.socket.say({ ...message, request_id } as ServerMessage));
}
