import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";

/** What could not be loaded, and the button that tries again. */
export function Trouble({ problem, again }: { readonly problem: string; readonly again: () => void }) {
  return <Banner look="bad" role="alert" title={problem} action={<Button onClick={again}>Try again</Button>} />;
}
