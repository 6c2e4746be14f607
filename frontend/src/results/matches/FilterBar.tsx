import { clsx } from "clsx";
import { Search, SlidersHorizontal, X } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { Button } from "../../ui/Button";
import { INPUT } from "../../ui/Field";
import type { QueryState } from "../query";
import { type Filters, isFiltered } from "./filters";
import { HOW_WORDS } from "./hits";
import { COLUMNS, type Order } from "./orders";

/** Long enough to be typing still, short enough to feel at once. */
const TYPING_MS = 120;

interface FilterBarProps {
  readonly query: QueryState;
  readonly order: Order;
  readonly folders: readonly string[];
  readonly isWide: boolean;
  readonly actions: ReactNode;
  /** What the filters come to. */
  readonly children: ReactNode;
}

export function FilterBar({ query, order, folders, isWide, actions, children }: FilterBarProps) {
  const [isOpen, setOpen] = useState(false);
  const { filters, filter } = query;
  const hidden = [filters.code, filters.folder, filters.how, filters.weight].filter(Boolean).length;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        <TextFilter text={filters.text} onText={(text) => filter({ text })} />
        {!isWide && (
          <Button aria-expanded={isOpen} className="min-h-11 max-sm:px-3" onClick={() => setOpen(!isOpen)}>
            <SlidersHorizontal aria-hidden className="size-4" />
            Filter &amp; sort{hidden > 0 ? ` (${hidden})` : ""}
          </Button>
        )}
        {isWide && <Choices query={query} order={order} folders={folders} isWide />}
        <div className="ml-auto flex gap-2">{actions}</div>
        {!isWide && isOpen && <Choices query={query} order={order} folders={folders} isWide={isWide} />}
      </div>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        {filters.code && <CodeFilter code={filters.code} onRemove={() => filter({ code: "" })} />}
        {children}
        {isFiltered(filters) && (
          <Button look="quiet" className="min-h-8 px-2" onClick={query.clear}>
            Clear filters
          </Button>
        )}
      </div>
    </div>
  );
}

function TextFilter({ text, onText }: { readonly text: string; readonly onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [applied, setApplied] = useState(text);
  if (applied !== text) {
    setApplied(text);
    // Cleared from elsewhere; whatever else it became, it became by typing.
    if (text === "") setTyped("");
  }
  const input = useRef<HTMLInputElement>(null);
  useSlash(input);
  useEffect(() => {
    if (typed === text) return undefined;
    const timer = setTimeout(() => onText(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onText]);

  return (
    <div className="relative w-full sm:w-60 xl:w-72">
      <label htmlFor="filter" className="sr-only">
        Filter matches by code, file, folder or text
      </label>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-soft" />
      <input
        ref={input}
        id="filter"
        type="search"
        className={`${INPUT} pl-9`}
        placeholder="Filter all rows ( / )"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && setTyped("")}
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  );
}

/** "/" leads to the filter from anywhere but a field, as in the tools people know. */
function useSlash(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      const isTyping = event.target instanceof HTMLElement && event.target.closest("input, textarea, select, dialog") !== null;
      if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [input]);
}

const COLUMN_NAMES = { code: "code", file: "file", folder: "folder", page: "page", how: "how it was found" } as const;

function Choices({ query, order, folders, isWide }: Omit<FilterBarProps, "actions" | "children">) {
  const { filters, filter, change } = query;
  const set = (part: Partial<Filters>) => filter(part);
  return (
    <div className={isWide ? "contents" : "grid w-full grid-cols-2 gap-2"}>
      <Choice label="Folder" value={filters.folder} onValue={(folder) => set({ folder })}>
        <option value="">All folders</option>
        {withChosen(folders, filters.folder).map((folder) => (
          <option key={folder}>{folder}</option>
        ))}
      </Choice>
      <Choice label="Found as" value={filters.how} onValue={(how) => set({ how: how as Filters["how"] })}>
        <option value="">Any spelling</option>
        {Object.entries(HOW_WORDS).map(([how, words]) => (
          <option key={how} value={how}>
            {words}
          </option>
        ))}
      </Choice>
      <Choice label="Weak codes" value={filters.weight} onValue={(weight) => set({ weight: weight as Filters["weight"] })}>
        <option value="">Strong and weak</option>
        <option value="strong">without weak codes</option>
        <option value="weak">weak codes only</option>
      </Choice>
      {!isWide && (
        <Choice label="Order" value={order.by} onValue={(by) => change({ order: { by: by as Order["by"], isDescending: false } })}>
          <option value="found">newest first</option>
          {COLUMNS.map((column) => (
            <option key={column} value={column}>
              by {COLUMN_NAMES[column]}
            </option>
          ))}
        </Choice>
      )}
    </div>
  );
}

function withChosen(folders: readonly string[], chosen: string): readonly string[] {
  return chosen === "" || folders.includes(chosen) ? folders : [chosen, ...folders];
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, onValue, children }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onValue(event.target.value)}
      className={clsx(
        "min-h-11 min-w-0 max-w-full rounded border bg-sheet px-2 text-sm sm:max-w-48",
        value === "" ? "border-edge" : "border-accent text-accent",
      )}
    >
      {children}
    </select>
  );
}

function CodeFilter({ code, onRemove }: { readonly code: string; readonly onRemove: () => void }) {
  return (
    <span className="inline-flex min-h-8 items-center rounded border border-accent bg-tint pl-2 text-sm text-accent">
      Code&nbsp;<span className="font-mono">{code}</span>
      <button type="button" onClick={onRemove} className="grid size-8 place-items-center">
        <X aria-hidden className="size-4" />
        <span className="sr-only">Show all codes</span>
      </button>
    </span>
  );
}
