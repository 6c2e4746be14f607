import { Tabs } from "radix-ui";
import { Empty } from "../pages/Empty";
import { Banner } from "../ui/Banner";
import { CodeChip } from "../ui/CodeChip";
import { DriveLink } from "../ui/DriveLink";
import { focusWithoutRing } from "../ui/focus";
import { useIsWide } from "../ui/hooks";
import { VirtualRows } from "../ui/VirtualRows";
import { count } from "../ui/words";
import { type Comparison, type GonePair, isWholeListing, type Pair, type ScanRecord } from "./compare";

interface DifferencesProps {
  readonly comparison: Comparison;
  readonly earlier: ScanRecord;
  readonly later: ScanRecord;
}

const TAB =
  "-mb-px flex min-h-11 items-center gap-2 border-b-2 border-transparent px-3 text-sm text-soft focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink";

export function Differences({ comparison: { fresh, gone, kept }, earlier, later }: DifferencesProps) {
  return (
    <div className="space-y-4">
      <Doubts gone={gone} earlier={earlier} later={later} />
      <p role="status" className="text-sm text-soft">
        {count(fresh.length)} new, {count(gone.length)} gone, {count(kept)} unchanged. Each is a code on a drawing.
      </p>
      <Tabs.Root defaultValue={fresh.length === 0 && gone.length > 0 ? "gone" : "new"} className="space-y-4">
        <Tabs.List aria-label="Differences" className="flex gap-1 border-b border-line">
          <Tabs.Trigger value="new" className={TAB} onMouseDown={focusWithoutRing}>
            New <Total of={fresh} />
          </Tabs.Trigger>
          <Tabs.Trigger value="gone" className={TAB} onMouseDown={focusWithoutRing}>
            Gone <Total of={gone} />
          </Tabs.Trigger>
        </Tabs.List>
        <Tabs.Content value="new" tabIndex={-1} className="outline-none">
          <Pairs label="New" pairs={fresh} none="Nothing is new since the earlier scan." />
        </Tabs.Content>
        <Tabs.Content value="gone" tabIndex={-1} className="outline-none">
          <Pairs label="Gone" pairs={gone} none="Everything that the earlier scan found is still there." />
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}

function Total({ of }: { readonly of: readonly Pair[] }) {
  return <span className="rounded-sm bg-sunk px-1.5 py-0.5 font-mono text-xs text-ink">{count(of.length)}</span>;
}

/** "Gone" is only as sure as the later scan is complete, and only where both looked for the same. */
function Doubts({ gone, earlier, later }: { gone: readonly GonePair[]; earlier: ScanRecord; later: ScanRecord }) {
  const doubtful = gone.filter(({ isDoubtful }) => isDoubtful).length;
  const doubts = [
    ...(doubtful > 0 ? [`${count(doubtful)} of what is gone lies in files that this scan could not read completely.`] : []),
    ...(isWholeListing(later) ? [] : ["This scan did not list the whole folder, so what is gone may only not have been looked at."]),
    ...(earlier.scan.total_codes === later.scan.total_codes
      ? []
      : ["The two scans looked for different codes; a code that only one of them looked for shows as a difference."]),
  ];
  if (doubts.length === 0) return null;
  return (
    <Banner look="warn" title="Read this before you trust the differences">
      <ul className="list-disc space-y-1 pl-5">
        {doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
    </Banner>
  );
}

const COLUMNS = ["Code", "File"];
const wideHeight = () => 52;
const narrowHeight = () => 88;

function Pairs({ label, pairs, none }: { readonly label: string; readonly pairs: readonly (Pair | GonePair)[]; readonly none: string }) {
  const isWide = useIsWide();
  if (pairs.length === 0) return <Empty title={none}>{null}</Empty>;
  return (
    <VirtualRows<Pair | GonePair>
      label={label}
      items={pairs}
      columns={COLUMNS}
      heightOf={isWide ? wideHeight : narrowHeight}
      keyOf={({ key }) => key}
      row={(pair) => <PairRow pair={pair} isWide={isWide} />}
    />
  );
}

function PairRow({ pair, isWide }: { readonly pair: Pair | GonePair; readonly isWide: boolean }) {
  const { code, file } = pair;
  const cells = isWide ? "grid-cols-[minmax(0,1fr)_minmax(0,2.4fr)] items-center gap-x-4" : "content-center gap-y-1";
  return (
    <div className={`grid h-full px-4 text-sm ${cells}`}>
      <div role="cell" className="min-w-0">
        <CodeChip code={code} />
      </div>
      <div role="cell" className="min-w-0">
        <DriveLink href={file.pdf_link} name={file.file_name} />
        <span className="block truncate text-xs text-soft" title={file.path}>
          {"isDoubtful" in pair && pair.isDoubtful && <span className="text-warn">not read completely this time · </span>}
          {file.path || "in the scanned folder itself"}
        </span>
      </div>
    </div>
  );
}
