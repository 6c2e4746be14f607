import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Figures in the manner of a drawing's title block: small captions, ruled cells. */
export function TitleBlock({ children }: { readonly children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
      {children}
    </dl>
  );
}

interface CellProps {
  readonly caption: string;
  readonly children: ReactNode;
  readonly tone?: "good" | "warn" | undefined;
}

export function Cell({ caption, children, tone }: CellProps) {
  return (
    <div className="bg-sheet px-3 py-2.5">
      <dt className="text-xs text-soft">{caption}</dt>
      <dd
        className={clsx(
          "mt-0.5 truncate font-mono text-base",
          tone === "good" && "text-good",
          tone === "warn" && "text-warn",
        )}
      >
        {children}
      </dd>
    </div>
  );
}
