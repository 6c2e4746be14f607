import { ArrowUp, Download, Pin } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import type { HolescanClient } from "../../client";
import { Empty } from "../../pages/Empty";
import { Button } from "../../ui/Button";
import { useMedia, useOnce } from "../../ui/hooks";
import { count, files } from "../../ui/words";
import { OnTheirWay } from "../OnTheirWay";
import { nextOrder, type QueryState } from "../query";
import { saveAs } from "../save";
import { csvOf } from "./csv";
import { FilterBar } from "./FilterBar";
import { HitDetails } from "./HitDetails";
import { HitTable } from "./HitTable";
import type { Hit } from "./hits";
import type { Column } from "./orders";
import { useFolders } from "./useFolders";
import { useReading } from "./useHits";
import type { HitView } from "./view";

/** Six columns need this much. */
const WIDE = "(min-width: 64rem)";

interface MatchesProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly query: QueryState;
  readonly live: HitView;
  /** Files with a hit that were counted and have not reached this page. */
  readonly missing: number;
  readonly isEnded: boolean;
  readonly isScrolled: boolean;
  readonly onScrolled: (isScrolled: boolean) => void;
}

export function Matches({ client, sessionId, query, live, missing, isEnded, isScrolled, onScrolled }: MatchesProps) {
  const isWide = useMedia(WIDE);
  const scroller = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(false);
  const [opened, setOpened] = useState<Hit | null>(null);
  const folders = useFolders(live.all);
  const { order } = live.question;
  const isCaughtUp = useOnce(live.all.length > 0 && missing === 0);
  // Sorted lines come in anywhere, so they wait as soon as there is something to read.
  const isReading = !isFollowing && (isScrolled || (!isEnded && order.by !== "found" && isCaughtUp));
  const { view, waiting, release } = useReading(live, isReading);
  const { change } = query;
  const toTop = useCallback(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, []);
  const sort = useCallback(
    (column: Column) => {
      change({ order: nextOrder(order, column) });
      toTop();
    },
    [change, order, toTop],
  );

  function showWaiting(): void {
    release();
    if (order.by === "found") toTop();
  }

  if (live.all.length === 0) return <NoHits missing={missing} isEnded={isEnded} />;
  return (
    <div className="space-y-3">
      <FilterBar
        query={query}
        order={order}
        folders={folders}
        isWide={isWide}
        actions={
          <>
            {!isEnded && <FollowButton isFollowing={isFollowing} onChange={setFollowing} />}
            <CsvButton view={view} />
          </>
        }
      >
        <p className="text-sm text-soft">{summary(view, live)}</p>
        {missing > 0 && <p className="text-sm text-soft">{count(missing)} more on their way…</p>}
      </FilterBar>
      {view.lines.length === 0 ? (
        <Empty title="No match passes these filters">
          <Button onClick={query.clear}>Clear filters</Button>
        </Empty>
      ) : (
        <div className="relative">
          {waiting > 0 && <Waiting total={waiting} onShow={showWaiting} />}
          <HitTable
            lines={view.lines}
            order={order}
            isWide={isWide}
            scroller={scroller}
            onSort={sort}
            onOpen={setOpened}
            onScrolled={onScrolled}
          />
        </div>
      )}
      {opened && <HitDetails client={client} sessionId={sessionId} hit={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

function Waiting({ total, onShow }: { readonly total: number; readonly onShow: () => void }) {
  return (
    <Button
      look="primary"
      onClick={onShow}
      className="absolute top-11 left-1/2 z-20 min-h-9 -translate-x-1/2 rounded-full shadow-lg"
    >
      <ArrowUp aria-hidden className="size-4" />
      {count(total)} new
    </Button>
  );
}

function CsvButton({ view }: { readonly view: HitView }) {
  return (
    <Button className="min-h-11 max-sm:px-3" title="The shown rows, for Excel" onClick={() => saveAs("holescan-matches.csv", csvOf(view.lines))}>
      <Download aria-hidden className="size-4" />
      CSV
    </Button>
  );
}

function FollowButton({ isFollowing, onChange }: { isFollowing: boolean; onChange: (isFollowing: boolean) => void }) {
  return (
    <Button
      aria-pressed={isFollowing}
      className="min-h-11 max-sm:px-3"
      look={isFollowing ? "primary" : "plain"}
      title="Let new rows in as they come, sorted or scrolled"
      onClick={() => onChange(!isFollowing)}
    >
      <Pin aria-hidden className="size-4" />
      Follow
    </Button>
  );
}

function NoHits({ missing, isEnded }: { readonly missing: number; readonly isEnded: boolean }) {
  if (missing > 0) return <OnTheirWay total={missing} />;
  if (!isEnded) return <Empty title="No match yet">Each hit appears here the moment it is found.</Empty>;
  return <Empty title="No code was found">None of the files that were read carries one of the codes.</Empty>;
}

/** The held lines against all that there are. */
function summary(view: HitView, live: HitView): string {
  const all = live.all.length;
  if (live.lines.length < all) return `${count(view.lines.length)} of ${count(all)} hits`;
  return `${count(all)} ${all === 1 ? "hit" : "hits"} in ${files(live.rows.size)}`;
}
