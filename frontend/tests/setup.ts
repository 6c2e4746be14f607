import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// Waiting ends when the state is there; how long a busy machine takes for it is no test's subject.
configure({ asyncUtilTimeout: 10_000 });

// jsdom has no layout: what a browser would answer for a desktop window.
window.matchMedia = (query: string) =>
  ({ matches: true, media: query, addEventListener: () => undefined, removeEventListener: () => undefined }) as never;
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};
Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, value: 600 });
Object.defineProperty(HTMLElement.prototype, "clientWidth", { configurable: true, value: 1000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
  window.history.replaceState(null, "", "/");
  vi.useRealTimers();
});
