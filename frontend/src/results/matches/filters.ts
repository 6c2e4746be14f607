// Which lines are asked for.
import type { How } from "../../protocol/generated";
import { type Hit, textOf } from "./hits";

export interface Filters {
  readonly text: string;
  /** Exactly this code; "" for any. */
  readonly code: string;
  /** This folder and those in it; "" for any. */
  readonly folder: string;
  readonly how: How | "";
  readonly weight: "weak" | "strong" | "";
}

export const NO_FILTERS: Filters = { text: "", code: "", folder: "", how: "", weight: "" };

export function isFiltered(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== "");
}

export function passes({ text, code, folder, how, weight }: Filters): (hit: Hit) => boolean {
  const wanted = text.trim().toLowerCase();
  const tests: ((hit: Hit) => boolean)[] = [];
  if (code) tests.push((hit) => hit.code?.code === code);
  if (folder) tests.push((hit) => isIn(hit.file.path, folder));
  if (how) tests.push((hit) => hit.code?.how === how);
  if (weight) tests.push((hit) => hit.code?.weak === (weight === "weak"));
  if (wanted) tests.push((hit) => textOf(hit).includes(wanted));
  return (hit) => tests.every((test) => test(hit));
}

export function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
