import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../ui/Button";

const SAID_MS = 2_000;

interface CopyButtonProps {
  readonly text: () => string;
  readonly children: string;
  readonly disabled?: boolean;
}

/** Copies, and says so where it was pressed. */
export function CopyButton({ text, children, disabled = false }: CopyButtonProps) {
  const { said, copy } = useCopied();
  const Icon = said === "Copied" ? Check : Copy;
  return (
    <Button disabled={disabled} onClick={() => void copy(text())}>
      <Icon aria-hidden className="size-4" />
      {said || children}
    </Button>
  );
}

export function useCopied(): { readonly said: string; readonly copy: (text: string) => Promise<void> } {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(""), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy(text: string): Promise<void> {
    const isDone = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setSaid(isDone ? "Copied" : "The browser did not allow it");
  }

  return { said, copy };
}
