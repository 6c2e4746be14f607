import { count } from "../../ui/words";
import { Check } from "./Check";
import { reasonName } from "./reasonNames";
import { retryableIds } from "./retryable";
import type { ReasonGroup } from "./unexamined";
import type { Retry } from "./useRetry";

/** Why these were not examined and what mends it; its box chooses all of them that a retry can mend. */
export function GroupRow({ group, retry }: { readonly group: ReasonGroup; readonly retry: Retry | null }) {
  const { reason, message, items } = group;
  const ids = retryableIds(items);
  const chosen = ids.filter((id) => retry?.chosen.has(id)).length;
  return (
    <div role="cell" aria-colspan={4} className="flex h-full items-center gap-1 bg-warn-tint pr-4 pl-4">
      {retry && ids.length > 0 && (
        <Check
          label={`Choose all: ${reasonName(reason)}`}
          isChecked={chosen === ids.length}
          isMixed={chosen > 0 && chosen < ids.length}
          onCheck={(isChosen) => retry.choose(ids, isChosen)}
        />
      )}
      <div className="min-w-0">
        <p className="text-sm font-medium">
          {reasonName(reason)} <span className="font-mono text-xs font-normal text-soft">{count(items.length)}</span>
        </p>
        <p className="line-clamp-7 text-sm text-soft md:line-clamp-2">{message}</p>
      </div>
    </div>
  );
}
