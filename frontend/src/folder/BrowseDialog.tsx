import { ChevronRight, Folder as FolderIcon, HardDrive } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import type { FolderEntry } from "../protocol/generated";
import type { Ask } from "../scan/follow";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";
import { count, files } from "../ui/words";
import type { ChosenFolder } from "./chosen";
import { type Browsing, type OpenFolder, useFolder } from "./useFolder";

interface BrowseDialogProps {
  readonly ask: Ask;
  readonly token: string;
  /** Where to begin; a link of "" is My Drive. */
  readonly from: ChosenFolder;
  readonly onChoose: (folder: ChosenFolder) => void;
  readonly onClose: () => void;
}

const MY_DRIVE: ChosenFolder = { link: "", name: "My Drive" };

export default function BrowseDialog({ ask, token, from, onChoose, onClose }: BrowseDialogProps) {
  const [trail, setTrail] = useState<readonly ChosenFolder[]>(from.link ? [MY_DRIVE, from] : [MY_DRIVE]);
  const here = trail.at(-1) ?? MY_DRIVE;
  const { browsing, more } = useFolder(ask, token, here.link);
  const open = browsing.kind === "open" ? browsing.folder : null;
  const up = () => setTrail((steps) => (steps.length > 1 ? steps.slice(0, -1) : steps));

  function choose(): void {
    if (open) onChoose({ link: here.link || open.folderId, name: open.name });
  }

  return (
    <Dialog
      title="Choose a folder"
      isWide
      onClose={onClose}
      actions={
        <>
          <p className="mr-auto self-center text-sm text-soft max-sm:basis-full">{open ? contents(open) : ""}</p>
          <Button onClick={onClose}>Close</Button>
          <Button look="primary" disabled={!open} onClick={choose}>
            Use this folder
          </Button>
        </>
      }
    >
      <Trail trail={trail} name={open?.name ?? ""} onGo={(depth) => setTrail(trail.slice(0, depth + 1))} />
      <Contents
        browsing={browsing}
        onOpen={(entry) => setTrail([...trail, { link: entry.link || entry.folder_id, name: entry.name }])}
        onUp={up}
        onMore={more}
        onHome={() => setTrail([MY_DRIVE])}
      />
    </Dialog>
  );
}

interface TrailProps {
  readonly trail: readonly ChosenFolder[];
  /** Of the last step, once the server told it. */
  readonly name: string;
  readonly onGo: (depth: number) => void;
}

function Trail({ trail, name, onGo }: TrailProps) {
  return (
    <nav aria-label="Path">
      <ol className="mb-3 flex flex-wrap items-center gap-x-1">
        {trail.map((step, depth) => (
          <li key={step.link} className="flex min-w-0 items-center gap-1">
            {depth > 0 && <ChevronRight aria-hidden className="size-4 shrink-0 text-soft" />}
            {depth === trail.length - 1 ? (
              <span aria-current="location" className="truncate px-1 font-medium">
                {name || step.name || "…"}
              </span>
            ) : (
              <button type="button" onClick={() => onGo(depth)} className="min-h-9 truncate rounded px-1 text-accent hover:underline">
                {step.name || "…"}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

interface ContentsProps {
  readonly browsing: Browsing;
  readonly onOpen: (entry: FolderEntry) => void;
  readonly onUp: () => void;
  readonly onMore: () => void;
  readonly onHome: () => void;
}

function Contents({ browsing, onOpen, onUp, onMore, onHome }: ContentsProps) {
  if (browsing.kind === "opening") return <p className="grid min-h-64 place-content-center text-soft">Opening…</p>;
  if (browsing.kind === "refused") {
    const { message, hint } = browsing.refused;
    return (
      <div className="min-h-64">
        <Banner look="bad" role="alert" title={message} action={<Button onClick={onHome}>My Drive</Button>}>
          {hint && <p>{hint}</p>}
        </Banner>
      </div>
    );
  }
  const { folders, nextCursor } = browsing.folder;
  return (
    <div className="min-h-64">
      {folders.length === 0 && <p className="grid min-h-40 place-content-center text-soft">No folders in here.</p>}
      <FolderList folders={folders} onOpen={onOpen} onUp={onUp} />
      {nextCursor && (
        <Button look="quiet" className="mt-2" disabled={browsing.isLoadingMore} onClick={onMore}>
          {browsing.isLoadingMore ? "Loading…" : "Load more"}
        </Button>
      )}
    </div>
  );
}

interface FolderListProps {
  readonly folders: readonly FolderEntry[];
  readonly onOpen: (entry: FolderEntry) => void;
  readonly onUp: () => void;
}

/** Enter opens, the arrows move, Backspace goes up. */
function FolderList({ folders, onOpen, onUp }: FolderListProps) {
  const list = useRef<HTMLUListElement>(null);

  function pressed(event: KeyboardEvent): void {
    if (event.key === "Backspace") return onUp();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    rows[rows.indexOf(document.activeElement as HTMLElement) + step]?.focus();
  }

  return (
    <ul ref={list} aria-label="Folders" onKeyDown={pressed} className="divide-y divide-line rounded border border-line empty:hidden">
      {folders.map((entry) => (
        <li key={entry.folder_id}>
          <button type="button" onClick={() => onOpen(entry)} className="flex min-h-11 w-full items-center gap-3 px-3 text-left hover:bg-sunk">
            <EntryIcon kind={entry.kind} />
            <span className="min-w-0 flex-1 truncate">{entry.name}</span>
            {entry.kind === "shared_drive" && <span className="text-xs text-soft">Shared drive</span>}
            <ChevronRight aria-hidden className="size-4 shrink-0 text-soft" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function EntryIcon({ kind }: { readonly kind: FolderEntry["kind"] }) {
  const Icon = kind === "shared_drive" ? HardDrive : FolderIcon;
  return <Icon aria-hidden className="size-4 shrink-0 text-accent" />;
}

function contents({ folders, fileCount, nextCursor }: OpenFolder): string {
  const said = `${files(fileCount)} and ${count(folders.length)} ${folders.length === 1 ? "folder" : "folders"} directly in it`;
  return nextCursor ? `At least ${said}` : said;
}
