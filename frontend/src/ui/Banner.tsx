import { clsx } from "clsx";
import { CircleCheck, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const LOOKS = {
  info: { icon: Info, className: "border-accent bg-tint", tone: "text-accent" },
  good: { icon: CircleCheck, className: "border-good bg-good-tint", tone: "text-good" },
  warn: { icon: TriangleAlert, className: "border-warn bg-warn-tint", tone: "text-warn" },
  bad: { icon: OctagonAlert, className: "border-bad bg-bad-tint", tone: "text-bad" },
} as const;

interface BannerProps {
  readonly look: keyof typeof LOOKS;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly role?: "alert";
}

export function Banner({ look, title, children, action, role }: BannerProps) {
  const { icon: Icon, className, tone } = LOOKS[look];
  return (
    <div role={role} className={clsx("flex flex-wrap items-start gap-x-3 gap-y-3 rounded border-l-4 p-4", className)}>
      <Icon aria-hidden className={clsx("mt-0.5 size-5 shrink-0", tone)} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">{title}</p>
        {children && <div className="mt-1 space-y-1 text-sm">{children}</div>}
      </div>
      {action}
    </div>
  );
}
