// Whose scans are: a browser's, known by its secret; or a person's, where the deployment's authorizer names people.
import { createContext, useContext } from "react";
import type { Config } from "./config";

export interface OwnerWords {
  /** As in "Scans that … started". */
  readonly starter: string;
  readonly whereTheLinkOpens: string;
  readonly whoSeesAScan: string;
}

const BROWSER: OwnerWords = {
  starter: "this browser",
  whereTheLinkOpens: "The link opens in this browser: a scan belongs to who started it.",
  whoSeesAScan: "Scans are shown to the browser that started them, and are removed after a while.",
};

const PERSON: OwnerWords = {
  starter: "you",
  whereTheLinkOpens: "The link opens for you, in any browser that is let in under your name: a scan belongs to who started it.",
  whoSeesAScan: "Scans are shown to the person who started them, and are removed after a while.",
};

export function ownerWordsOf({ scansBelongTo }: Config): OwnerWords {
  return scansBelongTo === "person" ? PERSON : BROWSER;
}

export const OwnerContext = createContext(BROWSER);

export function useOwnerWords(): OwnerWords {
  return useContext(OwnerContext);
}
