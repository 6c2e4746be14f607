// Which theme is shown. The choice is kept; public/theme.js puts it on before the first paint.

export type ThemeChoice = "system" | "light" | "dark";

const KEY = "holescan.theme";
const NEXT: Readonly<Record<ThemeChoice, ThemeChoice>> = { system: "light", light: "dark", dark: "system" };

export function chosenTheme(): ThemeChoice {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function themeAfter(choice: ThemeChoice): ThemeChoice {
  return NEXT[choice];
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === "system") {
    delete document.documentElement.dataset["theme"];
    localStorage.removeItem(KEY);
  } else {
    document.documentElement.dataset["theme"] = choice;
    localStorage.setItem(KEY, choice);
  }
}
