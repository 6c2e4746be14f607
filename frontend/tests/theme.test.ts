import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { chooseTheme, chosenTheme, themeAfter } from "../src/theme/theme";

const CSS = readFileSync("src/app.css", "utf8");
const TOKENS = new Map(
  [...CSS.matchAll(/--c-([\w-]+): light-dark\((#\w{6}), (#\w{6})\);/g)].map(([, name = "", light = "", dark = ""]) => [
    name,
    { light, dark },
  ]),
);

const SURFACES = ["paper", "sheet", "sunk"];
const TINTS = ["tint", "good-tint", "warn-tint", "bad-tint"];
/** Text on the surface it is used on: 4.5:1. */
const TEXT: [string, string][] = [
  ...[...SURFACES, ...TINTS, "mark"].map((ground): [string, string] => ["ink", ground]),
  ...[...SURFACES, ...TINTS].map((ground): [string, string] => ["soft", ground]),
  ...["accent", "good", "warn", "bad"].flatMap((tone) => SURFACES.map((ground): [string, string] => [tone, ground])),
  ...["accent", "good", "warn", "bad"].map((tone): [string, string] => [tone, tone === "accent" ? "tint" : `${tone}-tint`]),
  ["on-accent", "accent"],
];
/** The edges of fields, which tell where they are: 3:1. */
const EDGES: [string, string][] = SURFACES.map((ground) => ["edge", ground]);

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, theme: "light" | "dark"): number {
  const [low = 0, high = 0] = [one, other].map((name) => luminance(TOKENS.get(name)?.[theme] ?? "")).toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  it.each(TEXT)("%s can be read on %s", (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGES)("%s can be seen on %s", (edge, ground) => {
    expect(contrast(edge, ground, theme)).toBeGreaterThanOrEqual(3);
  });
});

describe("the choice of theme", () => {
  afterEach(() => chooseTheme("system"));

  it("goes round", () => {
    expect(themeAfter(themeAfter(themeAfter("system")))).toBe("system");
  });

  it("is put on before the first paint of the next visit", () => {
    chooseTheme("dark");
    delete document.documentElement.dataset["theme"];
    window.eval(readFileSync("public/theme.js", "utf8"));
    expect(chosenTheme()).toBe("dark");
  });

  it("back to the system's leaves nothing behind", () => {
    chooseTheme("dark");
    chooseTheme("system");
    expect([chosenTheme(), localStorage.length]).toEqual(["system", 0]);
  });
});
