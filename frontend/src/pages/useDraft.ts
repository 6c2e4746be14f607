import { useMemo, useState } from "react";
import type { Config } from "../config";
import type { ChosenFolder } from "../folder/chosen";
import type { ScanOptions } from "../protocol/generated";
import type { Remembered } from "../remembered";
import { typedCodes } from "../sheet/codes";
import type { ScanForm } from "../sheet/send";
import { USUAL } from "./optionWords";

export interface Draft {
  readonly folder: ChosenFolder;
  readonly setFolder: (folder: ChosenFolder) => void;
  readonly sheet: File | null;
  readonly setSheet: (sheet: File | null) => void;
  /** As chosen by hand; "" leaves it to the server. */
  readonly column: string;
  readonly setColumn: (column: string) => void;
  readonly typed: string;
  readonly setTyped: (text: string) => void;
  readonly codes: readonly string[];
  readonly options: ScanOptions;
  readonly setOptions: (options: ScanOptions) => void;
  /** The same object as long as nothing changes. */
  readonly form: ScanForm;
}

export function useDraft(config: Config, last: Remembered | null, token: string | null): Draft {
  const [folder, setFolder] = useState<ChosenFolder>(() => firstFolder(config, last));
  const [sheet, chooseSheet] = useState<File | null>(null);
  const [column, setColumn] = useState("");
  const [typed, setTyped] = useState("");
  const [options, setOptions] = useState<ScanOptions>({ mode: USUAL.mode, leading_zeros: USUAL.leading_zeros });
  const codes = useMemo(() => typedCodes(typed), [typed]);
  const form = useMemo(
    () => ({ token, folder: folder.link, sheet, column, codes, options }),
    [token, folder.link, sheet, column, codes, options],
  );

  function setSheet(next: File | null): void {
    chooseSheet(next);
    setColumn("");
  }

  return { folder, setFolder, sheet, setSheet, column, setColumn, typed, setTyped, codes, options, setOptions, form };
}

/** The local stack makes its folder anew, so there the last one may be gone. */
function firstFolder({ driveFolderId }: Config, last: Remembered | null): ChosenFolder {
  if (driveFolderId) return { link: driveFolderId, name: "" };
  return { link: last?.folder ?? "", name: last?.folderName ?? "" };
}
