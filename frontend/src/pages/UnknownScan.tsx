import type { Refused } from "../connection/requests";
import { useOwnerWords } from "../owner";
import { go, pathOf } from "../route";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";

export function UnknownScan({ refusal }: { readonly refusal: Refused }) {
  const { whoSeesAScan } = useOwnerWords();
  return (
    <div className="mx-auto max-w-2xl space-y-4">
      <h1 tabIndex={-1} className="text-2xl font-semibold tracking-tight outline-none">
        This scan cannot be shown
      </h1>
      <Banner
        look="bad"
        role="alert"
        title={refusal.message}
        action={<Button onClick={() => go(pathOf(null))}>New scan</Button>}
      >
        <p>{refusal.hint || whoSeesAScan}</p>
      </Banner>
    </div>
  );
}
