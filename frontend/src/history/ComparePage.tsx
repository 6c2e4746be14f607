import type { HolescanClient } from "../client";
import { useOwnerWords } from "../owner";
import { Empty } from "../pages/Empty";
import { Loading } from "../pages/Loading";
import type { ScanSummary } from "../protocol/generated";
import { go, pathTo } from "../route";
import { Banner } from "../ui/Banner";
import { buttonClass } from "../ui/Button";
import { INPUT } from "../ui/Field";
import { usePageTitle } from "../ui/hooks";
import { PlaceLink } from "../ui/PlaceLink";
import { count } from "../ui/words";
import { Differences } from "./Differences";
import { useComparison } from "./useComparison";
import { type FindingSiblings, type Siblings, useSiblings } from "./useSiblings";
import { nameOf, startedText } from "./words";

interface ComparePageProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly earlierId: string | null;
}

export default function ComparePage({ client, sessionId, earlierId }: ComparePageProps) {
  const finding = useSiblings(client.ask, sessionId);
  usePageTitle("Compare");
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="min-w-0">
          <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none">
            Compare two scans
          </h1>
          <p className="mt-1 text-soft">What is new since an earlier scan of the same folder, and what is gone.</p>
        </div>
        <PlaceLink to={{ kind: "scan", sessionId }} className={buttonClass("plain")}>
          Open the scan
        </PlaceLink>
      </div>
      <Body client={client} finding={finding} earlierId={earlierId} />
    </div>
  );
}

interface BodyProps {
  readonly client: HolescanClient;
  readonly finding: FindingSiblings;
  readonly earlierId: string | null;
}

function Body({ client, finding, earlierId }: BodyProps) {
  if (finding.kind === "looking") return <Loading />;
  if (finding.kind === "refused") {
    return (
      <Banner look="bad" role="alert" title={finding.refused.message}>
        {finding.refused.hint && <p>{finding.refused.hint}</p>}
      </Banner>
    );
  }
  const chosen = earlierId ?? finding.earlier[0]?.session_id;
  if (!chosen) return <NothingToCompare scan={finding.scan} />;
  return (
    <>
      <Choice siblings={finding} chosen={chosen} />
      <Compared client={client} sessionId={finding.scan.session_id} earlierId={chosen} />
    </>
  );
}

function Compared({ client, sessionId, earlierId }: { client: HolescanClient; sessionId: string; earlierId: string }) {
  const comparing = useComparison(client.ask, sessionId, earlierId);
  switch (comparing.kind) {
    case "reading":
      return (
        <div className="space-y-3">
          <p className="text-sm text-soft">Reading both scans… {comparing.rows > 0 && `${count(comparing.rows)} files with a code so far.`}</p>
          <Loading />
        </div>
      );
    case "refused":
      return <Banner look="bad" role="alert" title={comparing.message} />;
    case "done":
      return <Differences comparison={comparing.comparison} earlier={comparing.earlier} later={comparing.later} />;
  }
}

function Choice({ siblings: { scan, earlier }, chosen }: { readonly siblings: Siblings; readonly chosen: string }) {
  const { session_id: sessionId } = scan;
  const isListed = earlier.some(({ session_id }) => session_id === chosen);
  return (
    <div className="grid gap-px overflow-hidden rounded border border-line bg-line text-sm sm:grid-cols-2">
      <div className="bg-sheet px-4 py-3">
        <label htmlFor="earlier" className="text-xs text-soft">
          Earlier scan
        </label>
        <select
          id="earlier"
          className={`${INPUT} mt-1`}
          value={chosen}
          onChange={(event) => go(pathTo({ kind: "compare", sessionId, earlierId: event.target.value }))}
        >
          {!isListed && <option value={chosen}>{chosen}</option>}
          {earlier.map((one) => (
            <option key={one.session_id} value={one.session_id}>
              {optionText(one)}
            </option>
          ))}
        </select>
      </div>
      <div className="bg-sheet px-4 py-3">
        <p className="text-xs text-soft">This scan</p>
        <p className="mt-1 font-medium break-words">{nameOf(scan)}</p>
        <p className="text-soft">
          {optionText(scan)} · {count(scan.matched)} files with a code
        </p>
      </div>
    </div>
  );
}

function NothingToCompare({ scan }: { readonly scan: ScanSummary }) {
  const { starter } = useOwnerWords();
  return (
    <Empty title="There is no earlier scan to compare with">
      <p>Only scans of the same folder, {nameOf(scan)}, that {starter} started are offered.</p>
    </Empty>
  );
}

/** As much as a phone's select shows. */
function optionText(scan: ScanSummary): string {
  return `${startedText(scan)} · ${count(scan.total_codes)} codes`;
}
