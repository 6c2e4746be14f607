import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { type Observed, paced } from "../scan/paced";

/** The value, at most once in `everyMs`; the last one always comes. */
export function useThrottled<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const shownAt = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, shownAt.current + everyMs - Date.now());
    const timer = setTimeout(() => {
      shownAt.current = Date.now();
      setShown(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, everyMs]);
  return shown;
}

/** What the store shows, at most once in `everyMs`. */
export function usePaced<T>(store: Observed<T>, everyMs: number): T {
  const slow = useMemo(() => paced(store, everyMs), [store, everyMs]);
  return useSyncExternalStore(slow.subscribe, slow.view);
}

/** The time, anew each second while `isRunning`. */
export function useNow(isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return now;
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · holescan`;
  }, [title]);
}

/** True from the first time it is claimed. */
export function useOnce(claim: boolean): boolean {
  const [was, setWas] = useState(claim);
  if (claim && !was) setWas(true);
  return was || claim;
}

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

export function useIsWide(): boolean {
  return useMedia("(min-width: 48rem)");
}
