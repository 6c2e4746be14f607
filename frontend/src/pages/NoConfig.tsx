import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";

export function NoConfig({ reason }: { readonly reason: string }) {
  return (
    <main className="mx-auto max-w-xl p-6">
      <h1 className="mb-4 text-2xl font-semibold">holescan is not set up here yet</h1>
      <Banner
        look="bad"
        title="The page does not know where its server is."
        action={<Button onClick={() => window.location.reload()}>Load again</Button>}
      >
        <p>
          {reason}. Whoever runs this deployment writes <code className="font-mono">config.json</code> beside the page.
        </p>
      </Banner>
    </main>
  );
}
