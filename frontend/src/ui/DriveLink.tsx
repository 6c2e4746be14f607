// Made once: a table has one in every row.
const OUTWARD = (
  <svg aria-hidden viewBox="0 0 24 24" className="size-3.5 shrink-0 text-soft" fill="none" stroke="currentColor" strokeWidth="2">
    <path d="M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6" strokeLinecap="round" strokeLinejoin="round" />
  </svg>
);

interface DriveLinkProps {
  readonly href: string;
  readonly name: string;
  /** -1 in a grid, whose rows are reached by arrow keys. */
  readonly tabIndex?: number;
}

/** A link the server sent: shown as plain text unless it really is one. */
export function DriveLink({ href, name, tabIndex }: DriveLinkProps) {
  if (!isWebLink(href)) return <span className="truncate">{name}</span>;
  return (
    <a
      href={href}
      tabIndex={tabIndex}
      target="_blank"
      rel="noopener noreferrer"
      title={name}
      className="inline-flex min-w-0 max-w-full items-center gap-1.5 text-ink underline decoration-edge underline-offset-4 hover:text-accent"
    >
      <span className="truncate">{name}</span>
      {OUTWARD}
      <span className="sr-only">(opens in a new tab)</span>
    </a>
  );
}

export function isWebLink(href: string): boolean {
  return /^https?:\/\//i.test(href);
}
