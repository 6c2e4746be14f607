// What is looked at, kept in the address: a link to this page shows the same tab, the same filters, the same order.
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { type Filters, NO_FILTERS } from "./matches/filters";
import { COLUMNS, type Column, type Order } from "./matches/orders";

export const TABS = ["matches", "by-code", "not-found", "not-examined"] as const;
export type Tab = (typeof TABS)[number];

export interface Query {
  readonly tab: Tab;
  readonly filters: Filters;
  /** Null where nobody chose one. */
  readonly order: Order | null;
}

const HOWS = ["exact", "normalised", "ocr"] as const;
const WEIGHTS = ["weak", "strong"] as const;

export function readQuery(search: string): Query {
  const said = new URLSearchParams(search);
  const [tab, how, weight] = [said.get("tab"), said.get("how"), said.get("weight")];
  return {
    tab: TABS.find((known) => known === tab) ?? "matches",
    filters: {
      text: said.get("q") ?? "",
      code: said.get("code") ?? "",
      folder: said.get("folder") ?? "",
      how: HOWS.find((known) => known === how) ?? "",
      weight: WEIGHTS.find((known) => known === weight) ?? "",
    },
    order: orderIn(said.get("sort")),
  };
}

/** "?…", or "" for what a page without an address shows; what others keep in it stays. */
export function writeQuery(search: string, { tab, filters, order }: Query): string {
  const said = new URLSearchParams(search);
  const { text: q, code, folder, how, weight } = filters;
  const wanted = { tab: tab === "matches" ? "" : tab, q, code, folder, how, weight, sort: order ? nameOf(order) : "" };
  for (const [name, value] of Object.entries(wanted)) {
    if (value) said.set(name, value);
    else said.delete(name);
  }
  const text = said.toString();
  return text && `?${text}`;
}

export interface QueryState extends Query {
  /** Shows another tab, or other lines; the address follows without a step in the history. */
  readonly change: (part: Partial<Query>) => void;
  readonly filter: (part: Partial<Filters>) => void;
  readonly clear: () => void;
}

export function useQuery(): QueryState {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const query = useMemo(() => readQuery(search), [search]);
  const change = useCallback((part: Partial<Query>) => show({ ...shown(), ...part }), []);
  const filter = useCallback((part: Partial<Filters>) => {
    const { filters, ...rest } = shown();
    show({ ...rest, filters: { ...filters, ...part } });
  }, []);
  const clear = useCallback(() => filter(NO_FILTERS), [filter]);
  return { ...query, change, filter, clear };
}

function shown(): Query {
  return readQuery(window.location.search);
}

function show(query: Query): void {
  const { pathname, search, hash } = window.location;
  window.history.replaceState(window.history.state, "", `${pathname}${writeQuery(search, query)}${hash}`);
  for (const listener of listeners) listener();
}

const listeners = new Set<() => void>();

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  window.addEventListener("popstate", changed);
  return () => {
    listeners.delete(changed);
    window.removeEventListener("popstate", changed);
  };
}

function orderIn(name: string | null): Order | null {
  if (name === "found") return { by: "found", isDescending: false };
  const by = COLUMNS.find((column) => column === name?.replace(/^-/, ""));
  return by ? { by, isDescending: name?.startsWith("-") ?? false } : null;
}

function nameOf({ by, isDescending }: Order): string {
  return `${isDescending ? "-" : ""}${by}`;
}

/** What a click on a heading asks for: up, down, and back to the usual order. */
export function nextOrder(order: Order, column: Column): Order | null {
  if (order.by !== column) return { by: column, isDescending: false };
  return order.isDescending ? null : { by: column, isDescending: true };
}
