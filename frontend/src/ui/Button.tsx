import { clsx } from "clsx";
import type { ComponentProps } from "react";

const LOOKS = {
  primary: "bg-accent text-on-accent border-accent hover:brightness-110",
  plain: "bg-sheet text-ink border-edge hover:bg-sunk",
  danger: "bg-sheet text-bad border-bad hover:bg-bad-tint",
  quiet: "bg-transparent text-accent border-transparent hover:bg-tint",
} as const;

export type ButtonLook = keyof typeof LOOKS;

/** The shape shared by buttons and links that look like one. */
export function buttonClass(look: ButtonLook, className?: string): string {
  return clsx(
    "inline-flex min-h-10 items-center justify-center gap-2 rounded border px-4 text-sm font-medium whitespace-nowrap",
    "transition-colors disabled:cursor-not-allowed disabled:opacity-60",
    LOOKS[look],
    className,
  );
}

export function Button({ look = "plain", className, ...rest }: ComponentProps<"button"> & { look?: ButtonLook }) {
  return <button type="button" className={buttonClass(look, className)} {...rest} />;
}
