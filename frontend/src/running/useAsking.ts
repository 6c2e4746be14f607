import { useState } from "react";
import { Refused } from "../connection/requests";

export interface Asking {
  /** Runs the question; a refusal becomes `problem`. */
  readonly ask: (question: () => Promise<void>) => Promise<void>;
  readonly isAsking: boolean;
  readonly problem: string;
}

/** The state of a button that asks the server something. */
export function useAsking(): Asking {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState("");

  async function ask(question: () => Promise<void>): Promise<void> {
    setAsking(true);
    setProblem("");
    try {
      await question();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setProblem([error.message, error.hint].filter(Boolean).join(" "));
    } finally {
      setAsking(false);
    }
  }

  return { ask, isAsking, problem };
}
