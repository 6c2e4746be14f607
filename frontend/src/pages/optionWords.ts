// The options' defaults, as the server has them, and what differs from them in a few words.
import type { ScanOptions } from "../protocol/generated";
import { count } from "../ui/words";

export const USUAL = {
  mode: "normalised",
  leading_zeros: false,
  ocr: "auto",
  ocr_page_budget: 1000,
} as const satisfies ScanOptions;

export function changedOptions(options: ScanOptions): string[] {
  const { mode = USUAL.mode, ocr = USUAL.ocr, ocr_page_budget: budget = USUAL.ocr_page_budget } = options;
  return [
    ...(mode === "exact" ? ["exact"] : []),
    ...(mode === "ocr" ? ["look-alikes too"] : []),
    ...(options.leading_zeros ? ["leading zeros do not count"] : []),
    ...(ocr === "off" ? ["no text recognition"] : []),
    ...(ocr === "always" ? ["text recognition on every page"] : []),
    ...(ocr !== "off" && budget !== USUAL.ocr_page_budget ? [`at most ${count(budget)} recognised pages`] : []),
    ...filters(options),
  ];
}

/** Endings as people type them: with or without dots, in any case. */
export function typesIn(text: string): string[] {
  const endings = text.split(/[\s,;]+/).map((ending) => ending.replace(/^[*.]+/, "").toLowerCase());
  return [...new Set(endings.filter(Boolean))];
}

export function megabytes(amount: number): number {
  return Math.round(amount * 1024 * 1024);
}

function filters({ types = [], name_pattern, modified_since, subfolders = true, max_file_bytes }: ScanOptions): string[] {
  return [
    ...(types.length > 0 ? [`only ${types.join(", ")}`] : []),
    ...(name_pattern ? [`names like ${name_pattern}`] : []),
    ...(modified_since ? [`changed since ${modified_since}`] : []),
    ...(subfolders ? [] : ["no sub-folders"]),
    ...(max_file_bytes ? [`up to ${count(max_file_bytes / megabytes(1))} MB`] : []),
  ];
}
