import { useEffect, useState } from "react";
import type { HolescanClient } from "../client";
import { type AnswerTo, type Question, Refused } from "../connection/requests";

type Row = AnswerTo["get_results"]["rows"][number];
export type Section = NonNullable<Question<"get_results">["section"]>;

export interface SectionRows<T> {
  readonly rows: readonly T[];
  readonly isLoading: boolean;
  /** Why not all rows came; "" otherwise. */
  readonly problem: string;
  readonly again: () => void;
}

interface SectionOptions {
  /** False while the section is not to be had. */
  readonly isKnown: boolean;
  /** Anew for each: what was found changes with a retry. */
  readonly epoch: number;
  readonly fileId?: string;
}

interface Loaded {
  readonly of: string;
  readonly rows: readonly Row[];
  readonly isLoading: boolean;
  readonly problem: string;
}

/** All rows of a section, page after page, shown as they come. */
export function useSection<T extends Row>(
  client: HolescanClient,
  sessionId: string,
  section: Section,
  { isKnown, epoch, fileId = "" }: SectionOptions,
): SectionRows<T> {
  const [tries, setTries] = useState(0);
  const of = [sessionId, section, fileId, epoch, tries].join(" ");
  const nothing: Loaded = { of, rows: [], isLoading: isKnown, problem: "" };
  const [loaded, setLoaded] = useState<Loaded>(nothing);

  useEffect(() => {
    if (!isKnown) return undefined;
    let isCurrent = true;
    const begun: Loaded = { of, rows: [], isLoading: true, problem: "" };
    const question = { action: "get_results", session_id: sessionId, section, ...(fileId ? { file_id: fileId } : {}) } as const;
    void load(client, question, (now) => {
      if (isCurrent) setLoaded({ ...begun, ...now });
      return isCurrent;
    });
    return () => {
      isCurrent = false;
    };
  }, [client, sessionId, section, fileId, isKnown, of]);

  const { rows, isLoading, problem } = loaded.of === of ? loaded : nothing;
  return { rows: rows as readonly T[], isLoading: isKnown && isLoading, problem, again: () => setTries(tries + 1) };
}

type Told = Pick<Loaded, "rows" | "isLoading" | "problem">;

/** `tell` answers whether anybody still wants to know. */
async function load(client: HolescanClient, question: Question<"get_results">, tell: (now: Told) => boolean): Promise<void> {
  const rows: Row[] = [];
  let [cursor, isWanted] = ["", true];
  try {
    do {
      const page = await client.ask<"get_results">({ ...question, cursor });
      rows.push(...page.rows);
      cursor = page.next_cursor;
      isWanted = tell({ rows: [...rows], isLoading: cursor !== "", problem: "" });
    } while (cursor && isWanted);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    tell({ rows, isLoading: false, problem: [error.message, error.hint].filter(Boolean).join(" ") });
  }
}
