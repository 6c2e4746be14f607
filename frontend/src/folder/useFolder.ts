// A folder's pages, gathered: names of its folders, and how many files lie in it.
import { useEffect, useState } from "react";
import { Refused } from "../connection/requests";
import type { Folder, FolderEntry } from "../protocol/generated";
import type { Ask } from "../scan/follow";

export interface OpenFolder {
  readonly folderId: string;
  readonly name: string;
  readonly path: string;
  readonly folders: readonly FolderEntry[];
  readonly fileCount: number;
  /** "" when everything was listed. */
  readonly nextCursor: string;
}

export type Browsing =
  | { readonly kind: "opening" }
  | { readonly kind: "open"; readonly folder: OpenFolder; readonly isLoadingMore: boolean }
  | { readonly kind: "refused"; readonly refused: Refused };

interface Shown {
  readonly link: string;
  readonly browsing: Browsing;
}

/** `link`: "" for My Drive, with the shared drives beside its folders. */
export function useFolder(ask: Ask, token: string, link: string): { browsing: Browsing; more: () => void } {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const show = (browsing: Browsing) => isCurrent && setShown({ link, browsing });
    page(ask, { token, link, cursor: "" }).then(
      (folder) => show({ kind: "open", folder: opened(folder), isLoadingMore: false }),
      refusedTo(show),
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, token, link]);

  const browsing: Browsing = shown?.link === link ? shown.browsing : { kind: "opening" };

  function more(): void {
    if (browsing.kind !== "open" || browsing.isLoadingMore) return;
    const { folder } = browsing;
    const show = (next: Browsing) => setShown((now) => (now?.link === link ? { link, browsing: next } : now));
    show({ ...browsing, isLoadingMore: true });
    page(ask, { token, link, cursor: folder.nextCursor }).then(
      (next) => show({ kind: "open", folder: joined(folder, next), isLoadingMore: false }),
      refusedTo(show),
    );
  }

  return { browsing, more };
}

function page(ask: Ask, { token, link, cursor }: { token: string; link: string; cursor: string }): Promise<Folder> {
  return ask<"browse_folder">({
    action: "browse_folder",
    token,
    ...(link ? { drive_link: link } : {}),
    ...(cursor ? { cursor } : {}),
  });
}

function opened({ folder_id, name, path, folders, file_count, next_cursor }: Folder): OpenFolder {
  return { folderId: folder_id, name, path, folders, fileCount: file_count, nextCursor: next_cursor };
}

function joined(before: OpenFolder, next: Folder): OpenFolder {
  return {
    ...before,
    folders: [...before.folders, ...next.folders],
    fileCount: before.fileCount + next.file_count,
    nextCursor: next.next_cursor,
  };
}

function refusedTo(show: (browsing: Browsing) => void): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Refused)) throw error;
    show({ kind: "refused", refused: error });
  };
}
