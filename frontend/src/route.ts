// Two places: a new scan, and a scan by its id.
import { useSyncExternalStore } from "react";

const SCAN = /^\/scans\/([A-Za-z0-9_-]{1,64})\/?$/;

export function useScanId(): string | null {
  const path = useSyncExternalStore(subscribe, () => window.location.pathname);
  return SCAN.exec(path)?.[1] ?? null;
}

export function pathOf(sessionId: string | null): string {
  return sessionId ? `/scans/${sessionId}` : "/";
}

export function go(path: string): void {
  window.history.pushState(null, "", path);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("popstate", changed);
  return () => window.removeEventListener("popstate", changed);
}
