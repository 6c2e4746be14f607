import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import type { HolescanClient } from "./client";
import type { Config } from "./config";
import { OwnerContext, ownerWordsOf } from "./owner";
import { Broken } from "./pages/Broken";
import { ConnectionBanner } from "./pages/ConnectionBanner";
import { Header } from "./pages/Header";
import { Loading } from "./pages/Loading";
import { NewScan } from "./pages/NewScan";
import { ScanPage } from "./pages/ScanPage";
import { pathTo, type Place, usePlace } from "./route";

const HistoryPage = lazy(() => import("./history/HistoryPage"));
const ComparePage = lazy(() => import("./history/ComparePage"));

interface AppProps {
  readonly client: HolescanClient;
  readonly config: Config;
}

export function App({ client, config }: AppProps) {
  const place = usePlace();
  const key = pathTo(place);
  return (
    <div className="flex min-h-dvh flex-col">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:z-20 focus:m-2 focus:bg-sheet focus:p-2">
        Skip to the content
      </a>
      <Header client={client} place={place} />
      <main id="main" className="mx-auto w-full max-w-7xl flex-1 px-4 py-6 sm:px-6 sm:py-8">
        <ConnectionBanner client={client} />
        <Broken key={key}>
          <Suspense fallback={<Loading />}>
            <OwnerContext value={ownerWordsOf(config)}>
              <Arrival at={key}>{pageAt(place, { client, config })}</Arrival>
            </OwnerContext>
          </Suspense>
        </Broken>
      </main>
    </div>
  );
}

function pageAt(place: Place, { client, config }: AppProps): ReactNode {
  switch (place.kind) {
    case "new":
      return <NewScan client={client} config={config} />;
    case "history":
      return <HistoryPage client={client} />;
    case "scan":
      return <ScanPage key={place.sessionId} client={client} sessionId={place.sessionId} />;
    case "compare":
      return <ComparePage key={place.sessionId} client={client} sessionId={place.sessionId} earlierId={place.earlierId} />;
  }
}

let shownBefore: string | null = null;

/** Moves the focus to the heading of a page one went to, once it is there; the first page the browser announces itself. */
function Arrival({ at, children }: { readonly at: string; readonly children: ReactNode }) {
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (shownBefore !== null && shownBefore !== at) content.current?.querySelector<HTMLElement>("h1")?.focus();
    shownBefore = at;
  }, [at]);
  return <div ref={content}>{children}</div>;
}
