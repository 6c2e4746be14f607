// The shown lines as a file for Excel.
import { type Hit, HOW_WORDS } from "./hits";

const HEADINGS = ["Code", "Found as", "How", "Weak", "File", "Folder", "Page", "Pages", "Place", "Times", "Context", "Link"];
/** Excel takes a cell that begins like this for a formula, also one that a stranger wrote into a drawing. */
const FORMULA = /^[=+\-@\t\r]/;
/** Without it Excel reads UTF-8 as something else. */
const BYTE_ORDER_MARK = "\ufeff";

export function csvOf(hits: readonly Hit[]): string {
  return BYTE_ORDER_MARK + [HEADINGS, ...hits.map(cellsOf)].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
}

/** One line for the clipboard, cells parted by tabs as Excel pastes them. */
export function tabbed(hit: Hit): string {
  return cellsOf(hit)
    .map((text) => safe(text).replaceAll(/[\t\r\n]/g, " "))
    .join("\t");
}

function cellsOf({ file, code }: Hit): readonly string[] {
  const { file_name, path, pdf_link } = file;
  if (!code) return [`${file.codes_total - file.codes.length} more in the report`, "", "", "", file_name, path, "", "", "", "", "", pdf_link];
  const { page, pages, place, count, snippet, weak, how } = code;
  return [
    code.code,
    code.found_as,
    HOW_WORDS[how],
    weak ? "weak" : "",
    file_name,
    path,
    page === null ? "" : String(page),
    pages.join(" "),
    place ?? "",
    String(count),
    snippet,
    pdf_link,
  ];
}

function cell(text: string): string {
  return `"${safe(text).replaceAll('"', '""')}"`;
}

function safe(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
