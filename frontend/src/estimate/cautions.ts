// What will stay unread, as far as it is known before the start.
import { USUAL } from "../pages/optionWords";
import type { Estimate, ScanOptions } from "../protocol/generated";
import { count } from "../ui/words";

/** `told`: sentences of the server that already stand on the page, beside the sheet. */
export function cautionsOf(estimate: Estimate, options: ScanOptions, told: readonly string[]): readonly string[] {
  const ownWords = [nothingToRead(estimate), unrecognised(estimate, options)].filter(Boolean);
  return [...ownWords, ...estimate.warnings.filter((warning) => !told.includes(warning))];
}

function nothingToRead({ files, is_partial }: Estimate): string {
  if (files > 0 || is_partial) return "";
  return "There is no file to read: the folder is empty, or the options leave out all that is in it.";
}

function unrecognised({ files, ocr_pages: pages }: Estimate, options: ScanOptions): string {
  const { ocr = USUAL.ocr, ocr_page_budget: budget = USUAL.ocr_page_budget } = options;
  if (files === 0) return "";
  if (ocr === "off" || budget === 0) return "No text recognition: pages that are pictures stay unread, and are named.";
  if (pages < budget) return "";
  return `Text recognition ends after ${count(budget)} pages (see Options); the pages beyond stay unread, and are named.`;
}
