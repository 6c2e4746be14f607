import { Bell, BellRing } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { isEnded, type Status } from "../scan/selectors";
import { Button } from "../ui/Button";

interface NotifyButtonProps {
  readonly status: Status;
  /** What the notification says below its title, once the scan has ended. */
  readonly result: string;
}

const TITLES: Partial<Record<Status, string>> = {
  COMPLETE: "Scan complete",
  CANCELLED: "Scan cancelled",
  FAILED: "Scan failed",
};

/** Asks for the permission when it is pressed, and for this scan only. */
export function NotifyButton({ status, result }: NotifyButtonProps) {
  const [isOn, setOn] = useState(false);
  // Asked once: the browser takes 2 ms to say it, and this is shown ten times a second.
  const [isPossible, setPossible] = useState(canNotify);
  const over = isEnded(status);
  useNotice(isOn && over, TITLES[status] ?? "", result);
  if (over || !isPossible) return null;

  async function toggle(): Promise<void> {
    if (isOn) setOn(false);
    else setOn((await Notification.requestPermission()) === "granted");
    setPossible(canNotify());
  }

  const Icon = isOn ? BellRing : Bell;
  return (
    <Button aria-pressed={isOn} onClick={() => void toggle()}>
      <Icon aria-hidden className="size-4" />
      {isOn ? "You will be told" : "Tell me at the end"}
    </Button>
  );
}

/** Nobody who is looking at the page needs to be told. */
function useNotice(isDue: boolean, title: string, body: string): void {
  const said = useRef(false);
  useEffect(() => {
    if (!isDue || said.current) return;
    said.current = true;
    if (!document.hasFocus()) notify(title, body);
  }, [isDue, title, body]);
}

function notify(title: string, body: string): void {
  const notice = new Notification(title, { body, icon: "/icon.svg" });
  notice.onclick = () => window.focus();
}

function canNotify(): boolean {
  return "Notification" in window && Notification.permission !== "denied";
}
