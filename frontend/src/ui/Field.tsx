import type { ReactNode } from "react";

export interface Problem {
  readonly message: string;
  readonly hint: string;
}

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly problem?: Problem | null;
  readonly children: ReactNode;
}

export const INPUT =
  "w-full min-h-11 rounded border border-edge bg-sheet px-3 text-base placeholder:text-soft aria-invalid:border-bad sm:text-sm";

/** Of check boxes and radio buttons. */
export const CHECKBOX = "mt-0.5 size-4 shrink-0 accent-accent";

/** What an input says about itself to a screen reader. */
export function described(id: string, problem: Problem | null | undefined) {
  return { id, "aria-describedby": `${id}-help ${id}-problem`, "aria-invalid": problem ? true : undefined } as const;
}

export function Field({ id, label, help, problem, children }: FieldProps) {
  return (
    <div className="space-y-2">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      {children}
      <div id={`${id}-help`} className="text-sm text-soft empty:hidden">
        {help}
      </div>
      <ProblemText id={id} problem={problem} />
    </div>
  );
}

export function ProblemText({ id, problem }: { readonly id: string; readonly problem?: Problem | null | undefined }) {
  return (
    <div id={`${id}-problem`} className="text-sm text-bad empty:hidden">
      {problem && (
        <>
          <span className="font-medium">{problem.message}</span> {problem.hint}
        </>
      )}
    </div>
  );
}
