import type { MouseEvent } from "react";

/** For what is focused by script when it is pressed, such as Radix's tabs: the ring is for the keyboard. */
export function focusWithoutRing(event: MouseEvent<HTMLElement>): void {
  event.currentTarget.focus({ focusVisible: false });
}
