import { Search, TriangleAlert } from "lucide-react";
import type { HolescanClient } from "../../client";
import { Empty } from "../../pages/Empty";
import type { Complete, NearMiss, NotFoundRow } from "../../protocol/generated";
import { StartAnew } from "../../running/StartAnew";
import { CodeChip } from "../../ui/CodeChip";
import { DriveLink } from "../../ui/DriveLink";
import { useIsWide } from "../../ui/hooks";
import { VirtualRows } from "../../ui/VirtualRows";
import { count } from "../../ui/words";
import { CopyButton } from "../CopyButton";
import { Trouble } from "../Trouble";
import { useSection } from "../useSection";
import { nearWords, placeWords } from "./nearWords";

interface NotFoundProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly epoch: number;
  /** Null while the scan runs: until its end any code may still be found. */
  readonly complete: Complete | null;
  readonly isEnded: boolean;
}

const COLUMNS = ["Code", "What is almost like it"];
const wideHeight = ({ near }: NotFoundRow) => Math.max(1, near.length) * 28 + 20;
const narrowHeight = ({ near }: NotFoundRow) => Math.max(20, near.length * 60) + 56;

export function NotFound({ client, sessionId, epoch, complete, isEnded }: NotFoundProps) {
  const section = useSection<NotFoundRow>(client, sessionId, "not_found", { isKnown: complete !== null, epoch });
  const isWide = useIsWide();
  if (!complete) return <NotKnown isEnded={isEnded} />;
  const { rows, isLoading, problem, again } = section;
  if (problem && rows.length === 0) return <Trouble problem={problem} again={again} />;
  if (rows.length === 0) return isLoading ? <Empty title="Loading…">The codes are being fetched.</Empty> : <AllFound complete={complete} />;
  const codes = () => rows.map((row) => row.code);
  return (
    <div className="space-y-3">
      {hasDoubt(complete) && <Doubt />}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-sm text-soft">{isLoading ? `${count(rows.length)} of ${count(complete.codes_not_found)} loaded…` : summary(rows)}</p>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={() => codes().join("\n")} disabled={isLoading}>
            Copy all
          </CopyButton>
          <StartAnew client={client} sessionId={sessionId} icon={Search} name="Scan only these" codes={codes} disabled={isLoading} />
        </div>
      </div>
      {problem && <Trouble problem={problem} again={again} />}
      <VirtualRows<NotFoundRow>
        label="Not found"
        items={rows}
        columns={COLUMNS}
        heightOf={isWide ? wideHeight : narrowHeight}
        keyOf={(row) => row.code}
        row={(row) => <Row row={row} isWide={isWide} />}
      />
    </div>
  );
}

function NotKnown({ isEnded }: { readonly isEnded: boolean }) {
  if (isEnded) return <Empty title="Not known">The scan stopped before its end, so any code may be in what was not read.</Empty>;
  return <Empty title="Known at the end">Until the last file is read, any code may still be found.</Empty>;
}

function AllFound({ complete }: { readonly complete: Complete }) {
  if (complete.codes_not_found > 0) return <Empty title="Nothing to show">The report lists the codes that were not found.</Empty>;
  return <Empty title="Every code was found">Each of them stands in at least one file.</Empty>;
}

function Doubt() {
  return (
    <p className="flex items-center gap-2 text-sm">
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-warn" />
      A code of this list may stand in what could not be read: see “Not examined”.
    </p>
  );
}

function hasDoubt({ failed, unread_files, folders_failed, listing_complete }: Complete): boolean {
  return failed + unread_files + folders_failed > 0 || !listing_complete;
}

function summary(rows: readonly NotFoundRow[]): string {
  const near = rows.filter((row) => row.near.length > 0).length;
  const found = `${count(rows.length)} ${rows.length === 1 ? "code was" : "codes were"} not found`;
  return near > 0 ? `${found}; for ${count(near)} of them there is something similar.` : `${found}.`;
}

function Row({ row, isWide }: { readonly row: NotFoundRow; readonly isWide: boolean }) {
  const cells = isWide ? "grid grid-cols-[minmax(9rem,1fr)_minmax(0,4fr)] gap-x-4 py-2.5" : "space-y-1 py-2.5";
  return (
    <div role="presentation" className={`h-full px-4 text-sm ${cells}`}>
      <div role="cell" className="min-w-0">
        <CodeChip code={row.code} />
      </div>
      <div role="cell" className="min-w-0">
        {row.near.length === 0 ? (
          <span className="leading-5 text-soft md:leading-7">Nothing like it</span>
        ) : (
          <ul>
            {row.near.map((near) => (
              <Near key={`${near.file_id} ${near.page} ${near.place} ${near.found_as}`} near={near} />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Near({ near }: { readonly near: NearMiss }) {
  const place = placeWords(near);
  return (
    <li className="flex min-w-0 flex-col md:h-7 md:flex-row md:items-center md:gap-x-2">
      <span className="line-clamp-2 min-w-0 md:line-clamp-1">
        <span className="font-mono text-xs font-medium">{near.found_as}</span>
        <span className="text-soft">, {nearWords(near)}</span>
      </span>
      <span className="flex min-w-0 items-center gap-2 text-xs text-soft">
        <span className="hidden md:inline">in</span>
        <DriveLink href={near.pdf_link} name={near.file_name} />
        {place && <span className="whitespace-nowrap">{place}</span>}
      </span>
    </li>
  );
}
