import { useEffect, useState } from "react";
import type { Hit } from "./hits";

const EVERY_MS = 2_000;
const MOST = 500;

/** The folders of these lines and those above them, from A to Z; looked for at leisure. */
export function useFolders(all: readonly Hit[]): readonly string[] {
  const [folders, setFolders] = useState<readonly string[]>([]);
  const [isDue, setDue] = useState(true);
  useEffect(() => {
    if (isDue || all.length === 0) return undefined;
    const timer = setTimeout(() => setDue(true), EVERY_MS);
    return () => clearTimeout(timer);
  }, [isDue, all]);
  if (isDue && all.length > 0) {
    setDue(false);
    setFolders(foldersOf(all));
  }
  return folders;
}

export function foldersOf(all: readonly Hit[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of new Set(all.map((hit) => hit.file.path))) {
    const names = path.split("/");
    for (let depth = 1; depth <= names.length; depth++) folders.add(names.slice(0, depth).join("/"));
  }
  folders.delete("");
  return [...folders].toSorted().slice(0, MOST);
}
