import { filesPerSecond } from "../scan/pace";
import { epochOf, failedOf, isEnded, matchedOf, partlyReadOf, type Status } from "../scan/selectors";
import type { ScanView } from "../scan/store";
import { Cell, TitleBlock } from "../ui/TitleBlock";
import { ago, count, duration, rate } from "../ui/words";
import type { ScanFacts } from "./useScanFacts";

/** Silence for longer than this is worth a look. */
const STALE_MS = 15_000;

interface FiguresProps {
  readonly view: ScanView;
  readonly status: Status;
  readonly facts: ScanFacts;
  readonly now: number;
}

export function Figures({ view, status, facts, now }: FiguresProps) {
  const { model, heardAt } = view;
  const [matched, failed, partly] = [matchedOf(model), failedOf(model), partlyReadOf(model)];
  const over = isEnded(status);
  const silence = heardAt === null ? 0 : now - heardAt;
  return (
    <TitleBlock>
      <Cell caption="Files with a code" tone={matched > 0 ? "good" : undefined}>
        {count(matched)}
      </Cell>
      <Cell caption="Not examined" tone={failed + partly > 0 ? "warn" : undefined}>
        {count(failed)}
        {partly > 0 && <span className="font-sans text-sm"> + {count(partly)} in part</span>}
      </Cell>
      <Cell caption="Codes looked for">{facts.totalCodes === null ? "–" : count(facts.totalCodes)}</Cell>
      <Cell caption={over ? "Codes not found" : "Rate, last 30 s"}>{over ? notFound(view) : rate(pace(view, now))}</Cell>
      <Time epoch={epochOf(model)} facts={facts} over={over} now={now} />
      <Cell caption={over ? "Ended" : "Last update"} tone={!over && silence > STALE_MS ? "warn" : undefined}>
        {over ? clock(facts.endedAt) : heardAt === null ? "–" : ago(silence)}
      </Cell>
    </TitleBlock>
  );
}

interface TimeProps {
  readonly epoch: number;
  readonly facts: ScanFacts;
  readonly over: boolean;
  readonly now: number;
}

/** Of a retried scan it says how often: from its first start to its last end it mostly stood still. */
function Time({ epoch, facts, over, now }: TimeProps) {
  if (over && epoch > 1) return <Cell caption="Retries">{count(epoch - 1)}</Cell>;
  return <Cell caption={over ? "Took" : "Elapsed"}>{elapsed(facts, over, now)}</Cell>;
}

function pace({ model, samples }: ScanView, at: number): number | null {
  return filesPerSecond(samples, { at, epoch: model.progress.epoch, processed: model.progress.processed });
}

function notFound({ model }: ScanView): string {
  return model.complete ? count(model.complete.codes_not_found) : "–";
}

function elapsed({ startedAt, endedAt }: ScanFacts, over: boolean, now: number): string {
  if (startedAt === null || (over && endedAt === null)) return "–";
  return duration((endedAt ?? now) - startedAt);
}

function clock(at: number | null): string {
  return at === null ? "–" : new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
