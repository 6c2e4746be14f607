// A store seen at a steady pace: many changes between two looks are one.

export interface Observed<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly view: () => T;
}

/** The same store, whose view changes at most once in `everyMs`; the last change always comes. */
export function paced<T>(store: Observed<T>, everyMs: number): Observed<T> {
  let shown = store.view();
  let shownAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsubscribe: (() => void) | undefined;
  const listeners = new Set<() => void>();

  function show(): void {
    timer = undefined;
    shownAt = performance.now();
    shown = store.view();
    for (const listener of listeners) listener();
  }

  function plan(): void {
    timer ??= setTimeout(show, Math.max(0, shownAt + everyMs - performance.now()));
  }

  function leave(listener: () => void): void {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
    unsubscribe?.();
    unsubscribe = undefined;
  }

  return {
    view: () => shown,
    subscribe: (listener) => {
      listeners.add(listener);
      unsubscribe ??= store.subscribe(plan);
      // What was said between the first view and this moment.
      if (shown !== store.view()) plan();
      return () => leave(listener);
    },
  };
}
