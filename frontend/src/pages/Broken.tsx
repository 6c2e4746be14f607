import { Component, type ReactNode } from "react";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";

/** What is left of a view that threw: mostly a page that is older than the files its server has now. */
export class Broken extends Component<{ readonly children: ReactNode }, { readonly reason: string | null }> {
  override state = { reason: null };

  static getDerivedStateFromError(error: unknown): { reason: string } {
    return { reason: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { reason } = this.state;
    if (reason === null) return this.props.children;
    return (
      <Banner
        look="bad"
        role="alert"
        title="This view stopped working."
        action={<Button onClick={() => window.location.reload()}>Load the page again</Button>}
      >
        <p>Nothing is lost: scans go on without this page.</p>
        <p className="font-mono text-xs break-words text-soft">{reason}</p>
      </Banner>
    );
  }
}
