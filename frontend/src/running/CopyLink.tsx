import { Check, Link } from "lucide-react";
import { useState } from "react";
import { useOwnerWords } from "../owner";
import { Button } from "../ui/Button";

/** The scan's address. It opens for the scan's owner only, and says so. */
export function CopyLink() {
  const [copied, setCopied] = useState<"not yet" | "done" | "refused">("not yet");
  const { whereTheLinkOpens } = useOwnerWords();
  const Icon = copied === "done" ? Check : Link;

  async function copy(): Promise<void> {
    // Absent where the page is not served securely.
    const write = navigator.clipboard?.writeText(window.location.href) ?? Promise.reject();
    setCopied(await write.then(() => "done" as const, () => "refused" as const));
  }

  return (
    <Button onClick={() => void copy()} title={whereTheLinkOpens}>
      <Icon aria-hidden className="size-4" />
      <span className={copied === "not yet" ? "max-sm:sr-only" : undefined}>
        {copied === "refused" ? "Copy it from the address bar" : copied === "done" ? "Link copied" : "Copy link"}
      </span>
    </Button>
  );
}
