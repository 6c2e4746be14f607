// What saves typing next time: the folder, and the name of the sheet. Never the token, nor any code.

export interface Remembered {
  readonly folder: string;
  readonly folderName: string;
  readonly sheetName: string;
}

const KEY = "holescan.last";

/** Null on a first visit, or where somebody else wrote under the key. */
export function recall(): Remembered | null {
  const kept: unknown = parsed(localStorage.getItem(KEY));
  if (typeof kept !== "object" || kept === null) return null;
  const { folder, folderName, sheetName } = kept as Record<string, unknown>;
  return { folder: text(folder), folderName: text(folderName), sheetName: text(sheetName) };
}

export function remember({ folder, folderName, sheetName }: Remembered): void {
  localStorage.setItem(KEY, JSON.stringify({ folder, folderName, sheetName }));
}

function parsed(kept: string | null): unknown {
  try {
    return kept === null ? null : JSON.parse(kept);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
