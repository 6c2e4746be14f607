// What was not read, grouped by why: whole files and folders, and the parts of files that were read otherwise.
import { type FailureRow, type MatchRow, REASON_MESSAGES, type Reason, type UnreadPart } from "../../protocol/generated";
import type { ScanModel } from "../../scan/model";
import { openFailures } from "../../scan/selectors";
import { whyNot } from "./retryable";

type Shown = Pick<ScanModel, "matches" | "failures" | "examined" | "partly">;

export interface Unexamined {
  readonly key: string;
  readonly fileId: string;
  readonly kind: "file" | "folder" | "part";
  readonly name: string;
  readonly path: string;
  readonly link: string;
  readonly attempt: number;
  /** It is listed under the first of its reasons. */
  readonly reason: Reason;
  readonly reasons: readonly Reason[];
  readonly message: string;
  /** Which pages or sheets, where it is not the whole. */
  readonly places: string;
  /** Why a retry would change nothing; "" where it may. */
  readonly inVain: string;
}

type Told = Omit<Unexamined, "inVain">;

export interface ReasonGroup {
  readonly reason: Reason;
  readonly message: string;
  readonly items: readonly Unexamined[];
}

/** `recognises`: whether the scan's options let text recognition read pictures. */
export function unexaminedOf(model: Shown, recognises: boolean): readonly ReasonGroup[] {
  const parts = [...model.partly].flatMap((id) => model.matches.get(id) ?? []).map(partOf);
  const items = [...openFailures(model).map(wholeOf), ...parts];
  return grouped(items.map((item) => ({ ...item, inVain: whyNot(item, recognises) })));
}

function wholeOf(row: FailureRow): Told {
  return {
    key: row.file_id,
    fileId: row.file_id,
    kind: row.kind,
    name: row.file_name,
    path: row.path,
    link: row.pdf_link,
    attempt: row.attempt,
    reason: row.reason,
    reasons: [row.reason, ...reasonsOf(row.unread)],
    message: row.message,
    places: placesOf(row.unread, row.unread_total),
  };
}

function partOf(row: MatchRow): Told {
  const reason = row.unread[0]?.reason ?? "gave_up";
  return {
    key: `${row.file_id}:part`,
    fileId: row.file_id,
    kind: "part",
    name: row.file_name,
    path: row.path,
    link: row.pdf_link,
    attempt: row.attempt,
    reason,
    reasons: [reason, ...reasonsOf(row.unread)],
    message: messageFor(reason),
    places: placesOf(row.unread, row.unread_total),
  };
}

function reasonsOf(unread: readonly UnreadPart[]): readonly Reason[] {
  return unread.map((part) => part.reason);
}

function placesOf(unread: readonly UnreadPart[], total: number): string {
  const named = unread.map((part) => part.place).filter(Boolean);
  const more = named.length > 0 && total > named.length ? ` and ${total - named.length} more` : "";
  return named.join(", ") + more;
}

function grouped(items: readonly Unexamined[]): readonly ReasonGroup[] {
  return [...Map.groupBy(items, (item) => item.reason)]
    .map(([reason, members]) => ({ reason, message: adviceFor(members) ?? messageFor(reason), items: members.toSorted(byPlace) }))
    .toSorted((one, other) => other.items.length - one.items.length || one.reason.localeCompare(other.reason));
}

/** A file's, where there is one: that of a folder has a remark of its own, which its row makes too. */
function adviceFor(members: readonly Unexamined[]): string | undefined {
  return (members.find(({ kind }) => kind !== "folder") ?? members[0])?.message;
}

/** The same on every page, whatever came first. */
function byPlace(one: Unexamined, other: Unexamined): number {
  return compare(one.path, other.path) || compare(one.name, other.name) || compare(one.key, other.key);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** A newer server may name a reason that this page does not know. */
function messageFor(reason: Reason): string {
  return REASON_MESSAGES[reason] ?? "This was not read. See the report.";
}
