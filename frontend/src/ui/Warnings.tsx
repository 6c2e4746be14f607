import { TriangleAlert } from "lucide-react";

/** Sentences that people should read before they go on; nothing where there are none. */
export function Warnings({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <ul className="space-y-2 bg-warn-tint px-4 py-3">
      {lines.map((line) => (
        <li key={line} className="flex gap-2">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
          <span className="min-w-0 break-words">{line}</span>
        </li>
      ))}
    </ul>
  );
}
