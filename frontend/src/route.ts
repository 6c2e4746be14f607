// The places of this page, each with an address that leads back to it.
import { useMemo, useSyncExternalStore } from "react";

export type Place =
  | { readonly kind: "new" }
  | { readonly kind: "history" }
  | { readonly kind: "scan"; readonly sessionId: string }
  /** `earlierId` is null until one is chosen. */
  | { readonly kind: "compare"; readonly sessionId: string; readonly earlierId: string | null };

const ID = "([A-Za-z0-9_-]{1,64})";
const SCAN = new RegExp(`^/scans/${ID}/?$`);
const COMPARE = new RegExp(`^/scans/${ID}/compare(?:/${ID})?/?$`);
const HISTORY = /^\/scans\/?$/;

export function placeAt(path: string): Place {
  const [, sessionId] = SCAN.exec(path) ?? [];
  if (sessionId) return { kind: "scan", sessionId };
  const [, comparedId, earlierId] = COMPARE.exec(path) ?? [];
  if (comparedId) return { kind: "compare", sessionId: comparedId, earlierId: earlierId ?? null };
  return HISTORY.test(path) ? { kind: "history" } : { kind: "new" };
}

export function pathTo(place: Place): string {
  switch (place.kind) {
    case "new":
      return "/";
    case "history":
      return "/scans";
    case "scan":
      return `/scans/${place.sessionId}`;
    case "compare":
      return `/scans/${place.sessionId}/compare${place.earlierId ? `/${place.earlierId}` : ""}`;
  }
}

export function usePlace(): Place {
  const path = useSyncExternalStore(subscribe, () => window.location.pathname);
  return useMemo(() => placeAt(path), [path]);
}

export function pathOf(sessionId: string | null): string {
  return pathTo(sessionId ? { kind: "scan", sessionId } : { kind: "new" });
}

export function go(path: string): void {
  window.history.pushState(null, "", path);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

function subscribe(changed: () => void): () => void {
  window.addEventListener("popstate", changed);
  return () => window.removeEventListener("popstate", changed);
}
