import { RotateCw } from "lucide-react";
import { Button } from "../../ui/Button";
import { count } from "../../ui/words";
import { MOST_AT_ONCE, retryableIds } from "./retryable";
import type { ReasonGroup } from "./unexamined";
import type { Retry } from "./useRetry";

interface RetryBarProps {
  readonly groups: readonly ReasonGroup[];
  /** Items that were counted and have not reached this page. */
  readonly missing: number;
  readonly retry: Retry;
  readonly isEnded: boolean;
  readonly canRetry: boolean;
}

export function RetryBar({ groups, missing, retry, isEnded, canRetry }: RetryBarProps) {
  const items = groups.flatMap((group) => group.items);
  const mendable = retryableIds(items);
  const chosen = mendable.filter((id) => retry.chosen.has(id));
  const files = items.filter(({ kind }) => kind !== "folder");
  // To name none means all, those included that a retry cannot mend.
  const isNamed = missing === 0 && mendable.length < files.length && mendable.length <= MOST_AT_ONCE;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="text-sm text-soft">
        {count(items.length)} {items.length === 1 ? "item" : "items"} for {count(groups.length)}{" "}
        {groups.length === 1 ? "reason" : "reasons"}.{!canRetry && mendable.length > 0 && whenToRetry(isEnded)}
      </p>
      {missing > 0 && <p className="text-sm text-soft">{count(missing)} more on their way…</p>}
      {canRetry && mendable.length > 0 && (
        <div className="ml-auto flex flex-wrap gap-2">
          {chosen.length > 0 && <RetryChosen chosen={chosen} retry={retry} />}
          <Button look={chosen.length > 0 ? "plain" : "primary"} disabled={retry.isAsking} onClick={() => retry.retry(isNamed ? mendable : undefined)}>
            <RotateCw aria-hidden className="size-4" />
            {retry.isAsking ? "Starting…" : `Retry all ${count(mendable.length)}`}
          </Button>
        </div>
      )}
      {retry.problem && (
        <p role="alert" className="basis-full text-sm text-bad">
          {retry.problem}
        </p>
      )}
    </div>
  );
}

function whenToRetry(isEnded: boolean): string {
  return isEnded ? " A scan that failed cannot be retried: run it again." : " They can be retried once the scan has ended.";
}

function RetryChosen({ chosen, retry }: { readonly chosen: readonly string[]; readonly retry: Retry }) {
  const isTooMany = chosen.length > MOST_AT_ONCE;
  return (
    <>
      {isTooMany && <span className="self-center text-sm text-soft">At most {count(MOST_AT_ONCE)} can be chosen, or all.</span>}
      <Button look="primary" disabled={retry.isAsking || isTooMany} onClick={() => retry.retry(chosen)}>
        <RotateCw aria-hidden className="size-4" />
        Retry {count(chosen.length)} chosen
      </Button>
    </>
  );
}
