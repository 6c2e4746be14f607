/** In place of a view whose code or rows are on their way; as tall as what comes, so that nothing jumps. */
export function Loading({ rows = 4 }: { readonly rows?: number }) {
  return (
    <div aria-busy="true" className="space-y-3">
      <p className="sr-only">Loading…</p>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} aria-hidden className="h-14 animate-pulse rounded border border-line bg-sheet" />
      ))}
    </div>
  );
}
