import type { ComponentProps, MouseEvent } from "react";
import { go, pathTo, type Place } from "../route";

interface PlaceLinkProps extends Omit<ComponentProps<"a">, "href" | "onClick"> {
  readonly to: Place;
}

/** A link within this page: a plain click loads nothing, every other click is the browser's. */
export function PlaceLink({ to, children, ...rest }: PlaceLinkProps) {
  const path = pathTo(to);
  return (
    <a href={path} onClick={(event) => follow(event, path)} {...rest}>
      {children}
    </a>
  );
}

function follow(event: MouseEvent, path: string): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(path);
}
