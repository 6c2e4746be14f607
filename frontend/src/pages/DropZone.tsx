import { clsx } from "clsx";
import { FileSpreadsheet, X } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { ACCEPTED, bytesText } from "../sheet/file";

interface DropZoneProps {
  readonly sheet: File | null;
  readonly onFile: (file: File | null) => void;
  /** The sheet of the last scan, which a page cannot open by itself; "" where there was none. */
  readonly lastSheet: string;
  readonly isInvalid: boolean;
}

export function DropZone({ sheet, onFile, lastSheet, isInvalid }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0] ?? null);
  }

  function remove(): void {
    if (input.current) input.current.value = "";
    onFile(null);
    input.current?.focus();
  }

  return (
    <div className="relative">
      <label
        htmlFor="sheet"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={clsx(
          "flex min-h-20 items-center gap-4 rounded border px-4 py-3 transition-colors",
          "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
          sheet ? "border-accent bg-tint pr-14" : "border-dashed bg-sunk hover:bg-tint",
          !sheet && (isInvalid ? "border-bad" : "border-edge"),
          isOver && "border-accent bg-tint",
        )}
      >
        <FileSpreadsheet aria-hidden className="size-8 shrink-0 text-accent" strokeWidth={1.5} />
        {sheet ? <Chosen sheet={sheet} /> : <Invitation lastSheet={lastSheet} />}
        <input
          ref={input}
          id="sheet"
          type="file"
          accept={ACCEPTED}
          className="sr-only"
          aria-describedby="sheet-problem"
          aria-invalid={isInvalid ? true : undefined}
          onChange={(event) => onFile(event.target.files?.[0] ?? null)}
        />
      </label>
      {sheet && (
        <button
          type="button"
          onClick={remove}
          className="absolute top-1/2 right-2 grid size-11 -translate-y-1/2 place-items-center rounded text-soft hover:text-ink"
        >
          <X aria-hidden className="size-5" />
          <span className="sr-only">Remove {sheet.name}</span>
        </button>
      )}
    </div>
  );
}

function Chosen({ sheet }: { readonly sheet: File }) {
  return (
    <span className="min-w-0">
      <span className="block truncate font-medium">{sheet.name}</span>
      <span className="block text-sm text-soft">{bytesText(sheet.size)} · choose another to replace it</span>
    </span>
  );
}

function Invitation({ lastSheet }: { readonly lastSheet: string }) {
  return (
    <span className="min-w-0">
      <span className="block font-medium">
        Drop your code sheet here, or <span className="text-accent underline underline-offset-4">choose a file</span>
      </span>
      <span className="block text-sm break-words text-soft">
        Excel (.xlsx) or .csv, up to 10 MB.{lastSheet && ` Last time: ${lastSheet}.`}
      </span>
    </span>
  );
}
