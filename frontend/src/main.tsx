import { startTransition, StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./app.css";
import { App } from "./App";
import { AccessContext } from "./access/access";
import { accessOf } from "./access/accessOf";
import { HolescanClient } from "./client";
import { type Config, ConfigUnreadable, loadConfig } from "./config";
import { NoConfig } from "./pages/NoConfig";

const root = createRoot(document.getElementById("root") as HTMLElement);

loadConfig().then(start, (error: unknown) => {
  if (!(error instanceof ConfigUnreadable)) throw error;
  root.render(<NoConfig reason={error.message} />);
});

function start(config: Config): void {
  const client = new HolescanClient(config);
  client.connect();
  window.addEventListener("online", () => client.wake());
  document.addEventListener("visibilitychange", () => document.hidden || client.wake());
  // The first rendering is the largest: as a transition it leaves the browser its turns.
  startTransition(() =>
    root.render(
      <StrictMode>
        <AccessContext value={accessOf(config)}>
          <App client={client} config={config} />
        </AccessContext>
      </StrictMode>,
    ),
  );
}
