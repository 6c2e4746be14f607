import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { chooseTheme, chosenTheme, themeAfter } from "./theme";

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

export function ThemeButton() {
  const [choice, setChoice] = useState(chosenTheme);
  const Icon = ICONS[choice];
  const next = themeAfter(choice);

  function change(): void {
    chooseTheme(next);
    setChoice(next);
  }

  return (
    <button
      type="button"
      onClick={change}
      title={`Theme: ${choice}`}
      className="grid size-11 place-items-center rounded text-soft hover:bg-sunk hover:text-ink"
    >
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">
        Theme: {choice}. Change to {next}
      </span>
    </button>
  );
}
