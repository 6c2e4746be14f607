import { clsx } from "clsx";

/** A hole code as a tag on a drawing. A weak one is so short that a hit may be chance. */
export function CodeChip({ code, weak = false }: { readonly code: string; readonly weak?: boolean }) {
  return (
    <span
      className={clsx(
        "inline-block max-w-full truncate rounded-sm border px-1.5 py-0.5 align-middle font-mono text-[0.8125rem] leading-5 font-medium",
        weak ? "border-dashed border-edge text-soft" : "border-accent bg-tint text-accent",
      )}
      title={weak ? `${code} (weak: short enough to appear by chance)` : code}
    >
      {code}
      {weak && <span className="sr-only"> (weak)</span>}
    </span>
  );
}
