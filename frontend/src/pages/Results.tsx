import { Tabs } from "radix-ui";
import { memo, useMemo } from "react";
import type { ScanModel } from "../scan/model";
import { missingMatches } from "../scan/selectors";
import { unexaminedOf } from "../scan/unexamined";
import { count } from "../ui/words";
import { Matches } from "./Matches";
import { NotExamined } from "./NotExamined";

interface ResultsProps {
  readonly model: ScanModel;
  readonly isEnded: boolean;
}

export const Results = memo(function Results({ model, isEnded }: ResultsProps) {
  const { matches, failures, examined, partly } = model;
  const groups = useMemo(
    () => unexaminedOf({ matches, failures, examined, partly }),
    [matches, failures, examined, partly],
  );
  const unexamined = groups.reduce((sum, group) => sum + group.items.length, 0);
  return (
    <Tabs.Root defaultValue="matches" className="space-y-4">
      <Tabs.List aria-label="Results" className="flex gap-1 border-b border-line">
        <Tab value="matches" name="Matches" total={matches.size} />
        <Tab value="unexamined" name="Not examined" total={unexamined} />
      </Tabs.List>
      <Tabs.Content value="matches" className="outline-none">
        <Matches matches={matches} missing={missingMatches(model)} isEnded={isEnded} />
      </Tabs.Content>
      <Tabs.Content value="unexamined" className="outline-none">
        <NotExamined groups={groups} isEnded={isEnded} />
      </Tabs.Content>
    </Tabs.Root>
  );
});

function Tab({ value, name, total }: { value: string; name: string; total: number }) {
  return (
    <Tabs.Trigger
      value={value}
      className="-mb-px flex min-h-11 items-center gap-2 border-b-2 border-transparent px-3 text-sm text-soft data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink"
    >
      {name}{" "}
      <span className="rounded-sm bg-sunk px-1.5 py-0.5 font-mono text-xs text-ink">{count(total)}</span>
    </Tabs.Trigger>
  );
}
