import { FolderOpen } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Ask } from "../scan/follow";
import { Button } from "../ui/Button";
import { described, Field, INPUT, type Problem } from "../ui/Field";
import type { ChosenFolder } from "./chosen";

const BrowseDialog = lazy(() => import("./BrowseDialog"));

interface FolderFieldProps {
  readonly ask: Ask;
  /** Null until somebody signed in. */
  readonly token: string | null;
  readonly folder: ChosenFolder;
  readonly onFolder: (folder: ChosenFolder) => void;
  readonly problem: Problem | null;
}

export function FolderField({ ask, token, folder, onFolder, problem }: FolderFieldProps) {
  const [isBrowsing, setBrowsing] = useState(false);
  const close = () => setBrowsing(false);

  return (
    <Field id="folder" label="Drive folder" problem={problem} help={<Help folder={folder} canBrowse={token !== null} />}>
      <div className="flex gap-2">
        <input
          {...described("folder", problem)}
          className={INPUT}
          value={folder.link}
          onChange={(event) => onFolder({ link: event.target.value, name: "" })}
          placeholder="https://drive.google.com/drive/folders/…"
          autoComplete="off"
          spellCheck={false}
        />
        <Button className="min-h-11" disabled={token === null} onClick={() => setBrowsing(true)}>
          <FolderOpen aria-hidden className="size-4" />
          Browse
        </Button>
      </div>
      {isBrowsing && token !== null && (
        <Suspense>
          <BrowseDialog
            ask={ask}
            token={token}
            from={folder}
            onClose={close}
            onChoose={(chosen) => {
              onFolder(chosen);
              close();
            }}
          />
        </Suspense>
      )}
    </Field>
  );
}

function Help({ folder, canBrowse }: { readonly folder: ChosenFolder; readonly canBrowse: boolean }) {
  if (folder.name) {
    return (
      <>
        The folder <span className="font-medium text-ink">{folder.name}</span>.
      </>
    );
  }
  const browsing = canBrowse ? ", or browse to it." : ". Once Google access is given, you can browse to it.";
  const none = folder.link.trim() === "" && " Left empty: this server’s own folder, or all of your Drive where it has none.";
  return (
    <>
      The link from the address bar, or the folder’s id{browsing}
      {none}
    </>
  );
}
