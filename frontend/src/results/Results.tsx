import { Tabs } from "radix-ui";
import { memo, type ReactNode, useEffect, useRef, useState } from "react";
import type { HolescanClient } from "../client";
import type { ScanModel } from "../scan/model";
import { completeOf, epochOf, isEnded, matchedOf, missingFailures, missingMatches, openFailures, statusOf } from "../scan/selectors";
import { focusWithoutRing } from "../ui/focus";
import { count } from "../ui/words";
import { ByCode } from "./bycode/ByCode";
import { Matches } from "./matches/Matches";
import { useHits, useUsualOrder } from "./matches/useHits";
import { NotExamined } from "./notexamined/NotExamined";
import { NotFound } from "./notfound/NotFound";
import { type Tab, useQuery } from "./query";

interface ResultsProps {
  readonly client: HolescanClient;
  readonly model: ScanModel;
  /** Whether the scan's options let text recognition read pictures. */
  readonly recognises: boolean;
}

export const Results = memo(function Results({ client, model, recognises }: ResultsProps) {
  const { sessionId, matches } = model;
  const query = useQuery();
  const over = isEnded(statusOf(model));
  const [isScrolled, setScrolled] = useState(false);
  const live = useHits(matches, query, useUsualOrder(over, isScrolled));
  const complete = completeOf(model);
  const unheard = Math.max(0, missingFailures(model));
  const place = { client, sessionId, epoch: epochOf(model) };
  return (
    <Tabs.Root value={query.tab} onValueChange={(tab) => query.change({ tab: tab as Tab })} className="space-y-4">
      <Tabs.List aria-label="Results" className="flex overflow-x-auto border-b border-line">
        <Title tab="matches" isOpen={query.tab === "matches"} total={matchedOf(model)}>
          Matches
        </Title>
        <Title tab="by-code" isOpen={query.tab === "by-code"}>By code</Title>
        <Title tab="not-found" isOpen={query.tab === "not-found"} total={complete?.codes_not_found}>
          Not found
        </Title>
        <Title tab="not-examined" isOpen={query.tab === "not-examined"} total={openFailures(model).length + unheard + model.partly.size}>
          Not examined
        </Title>
      </Tabs.List>
      <Content tab="matches">
        <Matches
          client={client}
          sessionId={sessionId}
          query={query}
          live={live}
          missing={missingMatches(model)}
          isEnded={over}
          isScrolled={isScrolled}
          onScrolled={setScrolled}
        />
      </Content>
      <Content tab="by-code">
        <ByCode {...place} query={query} rows={matches} isComplete={complete !== null} />
      </Content>
      <Content tab="not-found">
        <NotFound {...place} complete={complete} isEnded={over} />
      </Content>
      <Content tab="not-examined">
        <NotExamined client={client} model={model} missing={unheard} isEnded={over} recognises={recognises} canRetry={complete !== null} />
      </Content>
    </Tabs.Root>
  );
});

interface TitleProps {
  readonly tab: Tab;
  readonly isOpen: boolean;
  readonly total?: number | undefined;
  readonly children: ReactNode;
}

function Title({ tab, isOpen, total, children }: TitleProps) {
  const title = useRef<HTMLButtonElement>(null);
  // On a phone the titles are wider than the screen. In the next frame, whose layout is then the first and only one.
  useEffect(() => {
    if (!isOpen) return undefined;
    const frame = requestAnimationFrame(() => title.current?.scrollIntoView?.({ block: "nearest", inline: "nearest" }));
    return () => cancelAnimationFrame(frame);
  }, [isOpen]);
  return (
    <Tabs.Trigger
      ref={title}
      value={tab}
      onMouseDown={focusWithoutRing}
      className="flex min-h-11 shrink-0 items-center gap-2 border-b-2 border-transparent px-3 text-sm whitespace-nowrap text-soft hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
    >
      {children}
      {total !== undefined && <> <span className="rounded-sm bg-sunk px-1.5 py-0.5 font-mono text-xs text-ink">{count(total)}</span></>}
    </Tabs.Trigger>
  );
}

/** Not a stop of the Tab key, which would be one without a mark: what it holds are stops. */
function Content({ tab, children }: { readonly tab: Tab; readonly children: ReactNode }) {
  return (
    <Tabs.Content value={tab} tabIndex={-1} className="outline-none">
      {children}
    </Tabs.Content>
  );
}
