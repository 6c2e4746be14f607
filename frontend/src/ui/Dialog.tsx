import { X } from "lucide-react";
import { type ReactNode, useId, useLayoutEffect, useRef } from "react";

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** The buttons, the one that does it last. */
  readonly actions: ReactNode;
  readonly isWide?: boolean;
}

/** The browser's own modal: it keeps the focus inside, gives it back, and closes on Escape. Mounted means open. */
export function Dialog({ title, onClose, children, actions, isWide = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // A layout effect's end comes before the element goes, in time to give the focus back.
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      className={`m-auto max-h-[85dvh] flex-col rounded-lg border border-edge bg-sheet text-ink shadow-2xl open:flex ${
        isWide ? "w-[min(40rem,calc(100%-1.5rem))]" : "w-[min(28rem,calc(100%-1.5rem))]"
      }`}
    >
      <div className="flex items-center justify-between gap-4 border-b border-line py-2 pr-2 pl-5">
        <h2 id={titleId} className="font-semibold">
          {title}
        </h2>
        <button type="button" onClick={onClose} className="grid size-10 place-items-center rounded text-soft hover:bg-sunk hover:text-ink">
          <X aria-hidden className="size-4" />
          <span className="sr-only">Close</span>
        </button>
      </div>
      <div role="region" aria-label={title} tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-5 py-4 text-sm">
        {children}
      </div>
      <div className="flex flex-wrap justify-end gap-3 border-t border-line px-5 py-3">{actions}</div>
    </dialog>
  );
}
