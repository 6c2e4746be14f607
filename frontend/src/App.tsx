import { useEffect, useRef } from "react";
import type { HolescanClient } from "./client";
import type { Config } from "./config";
import { Header } from "./pages/Header";
import { NewScan } from "./pages/NewScan";
import { ScanPage } from "./pages/ScanPage";
import { useScanId } from "./route";

export function App({ client, config }: { readonly client: HolescanClient; readonly config: Config }) {
  const scanId = useScanId();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(scanId);
  useEffect(() => {
    if (shown.current === scanId) return;
    shown.current = scanId;
    // A new page is announced by its heading; the first one the browser announces itself.
    main.current?.querySelector<HTMLElement>("h1")?.focus();
  }, [scanId]);
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:m-2 focus:bg-sheet focus:p-2">
        Skip to the content
      </a>
      <Header client={client} />
      <main id="main" ref={main} className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 sm:px-6 sm:py-10">
        {scanId ? <ScanPage key={scanId} client={client} sessionId={scanId} /> : <NewScan client={client} config={config} />}
      </main>
    </div>
  );
}
