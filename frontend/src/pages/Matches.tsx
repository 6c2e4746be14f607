import { Search } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import type { MatchRow } from "../protocol/generated";
import { filterHits, type Hit, hitsOf } from "../scan/hits";
import type { Rows } from "../scan/rows";
import { Button } from "../ui/Button";
import { INPUT } from "../ui/Field";
import { useIsWide } from "../ui/hooks";
import { VirtualRows } from "../ui/VirtualRows";
import { count, files } from "../ui/words";
import { Empty } from "./Empty";
import { HIT_COLUMNS, HitHeader, HitRow } from "./HitRow";

interface MatchesProps {
  readonly matches: Rows<MatchRow>;
  /** Files with a hit that were counted and have not reached this page. */
  readonly missing: number;
  readonly isEnded: boolean;
}

const WIDE_ROW = () => 56;
const NARROW_ROW = () => 112;

export function Matches({ matches, missing, isEnded }: MatchesProps) {
  const [filter, setFilter] = useState("");
  const wanted = useDeferredValue(filter);
  const isWide = useIsWide();
  const hits = useMemo(() => hitsOf(matches), [matches]);
  const shown = useMemo(() => filterHits(hits, wanted), [hits, wanted]);

  if (hits.length === 0) {
    return <NoHits missing={missing} isEnded={isEnded} />;
  }
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <FilterBox value={filter} onChange={setFilter} />
        <p className="text-sm text-soft">{summary(shown.length, hits.length, matches.size)}</p>
        {missing > 0 && <p className="text-sm text-soft">{count(missing)} more on their way…</p>}
      </div>
      {shown.length === 0 ? (
        <Empty title={`Nothing contains “${wanted.trim()}”`}>
          <Button onClick={() => setFilter("")}>Clear the filter</Button>
        </Empty>
      ) : (
        <VirtualRows<Hit>
          label="Matches"
          items={shown}
          columns={HIT_COLUMNS}
          heightOf={isWide ? WIDE_ROW : NARROW_ROW}
          keyOf={keyOf}
          header={isWide ? <HitHeader /> : undefined}
          row={(hit) => <HitRow hit={hit} isWide={isWide} />}
        />
      )}
    </div>
  );
}

function NoHits({ missing, isEnded }: { readonly missing: number; readonly isEnded: boolean }) {
  if (missing > 0) return <Empty title={`${count(missing)} more on their way…`}>They were counted and are being fetched.</Empty>;
  if (!isEnded) return <Empty title="No match yet">Each hit appears here the moment it is found.</Empty>;
  return <Empty title="No code was found">None of the files that were read carries one of the codes.</Empty>;
}

function FilterBox({ value, onChange }: { readonly value: string; readonly onChange: (text: string) => void }) {
  return (
    <div className="relative w-full sm:w-80">
      <label htmlFor="filter" className="sr-only">
        Filter matches by code, file, folder or text
      </label>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-soft" />
      <input
        id="filter"
        type="search"
        className={`${INPUT} pl-9`}
        placeholder="Filter by code, file, folder or text"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onChange("")}
      />
    </div>
  );
}

function keyOf(hit: Hit): string {
  return hit.key;
}

function summary(shown: number, all: number, inFiles: number): string {
  if (shown === all) return `${count(all)} ${all === 1 ? "hit" : "hits"} in ${files(inFiles)}`;
  return `${count(shown)} of ${count(all)} hits`;
}
