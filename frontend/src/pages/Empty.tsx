import type { ReactNode } from "react";

export function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="grid min-h-48 place-content-center gap-2 rounded border border-dashed border-edge px-6 py-10 text-center">
      <p className="font-medium">{title}</p>
      <div className="text-sm text-soft">{children}</div>
    </div>
  );
}
