import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import type { HolescanClient } from "../../client";
import type { CodeFound, UnreadPart } from "../../protocol/generated";
import { buttonClass } from "../../ui/Button";
import { CodeChip } from "../../ui/CodeChip";
import { Dialog } from "../../ui/Dialog";
import { isWebLink } from "../../ui/DriveLink";
import { count } from "../../ui/words";
import { CopyButton } from "../CopyButton";
import { reasonName } from "../notexamined/reasonNames";
import { Trouble } from "../Trouble";
import { useSection } from "../useSection";
import { tabbed } from "./csv";
import { linkOf, pageLabel } from "./HitRow";
import { type Hit, HOW_WORDS } from "./hits";
import { Snippet } from "./Snippet";

interface HitDetailsProps {
  readonly client: HolescanClient;
  readonly sessionId: string;
  readonly hit: Hit;
  readonly onClose: () => void;
}

/** A file with all its codes and all that was not read of it; the row holds the first of them only. */
export function HitDetails({ client, sessionId, hit, onClose }: HitDetailsProps) {
  const { file, code } = hit;
  const isCut = file.codes_total > file.codes.length || file.unread_total > file.unread.length;
  const section = useSection<CodeFound | UnreadPart>(client, sessionId, "file", {
    isKnown: isCut,
    epoch: file.epoch,
    fileId: file.file_id,
  });
  const known = section.rows.length > 0 ? section.rows : [...file.codes, ...file.unread];
  const link = linkOf(file, code);
  return (
    <Dialog
      title={file.file_name}
      onClose={onClose}
      isWide
      actions={
        <>
          {code && <CopyButton text={() => code.code}>Copy code</CopyButton>}
          <CopyButton text={() => tabbed(hit)}>Copy row</CopyButton>
          {isWebLink(link) && (
            <a href={link} target="_blank" rel="noopener noreferrer" className={buttonClass("primary")}>
              <ExternalLink aria-hidden className="size-4" />
              {code?.page ? `Open at page ${code.page}` : "Open the drawing"}
            </a>
          )}
        </>
      }
    >
      <div className="space-y-5">
        <p className="text-soft">{file.path || "In the scanned folder itself"}</p>
        {section.problem && <Trouble problem={section.problem} again={section.again} />}
        <Codes codes={known.filter(isCode)} total={file.codes_total} current={code?.code ?? ""} />
        <Unread parts={known.filter((part): part is UnreadPart => !isCode(part))} total={file.unread_total} />
        {section.isLoading && <p className="text-soft">Loading the rest…</p>}
      </div>
    </Dialog>
  );
}

function isCode(row: CodeFound | UnreadPart): row is CodeFound {
  return "found_as" in row;
}

function Codes({ codes, total, current }: { codes: readonly CodeFound[]; total: number; current: string }) {
  return (
    <Part title={`${count(total)} ${total === 1 ? "code" : "codes"}`}>
      <ul className="divide-y divide-line">
        {codes.map((code) => (
          <li key={code.code} aria-current={code.code === current ? true : undefined} className="space-y-1 py-2">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <CodeChip code={code.code} weak={code.weak} />
              <span className="text-xs text-soft">{placesOf(code)}</span>
            </p>
            <Snippet code={code} isWhole />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Unread({ parts, total }: { readonly parts: readonly UnreadPart[]; readonly total: number }) {
  if (parts.length === 0) return null;
  return (
    <Part title={`Not read: ${parts.length < total ? `${count(parts.length)} of ${count(total)}` : count(parts.length)}`}>
      <ul className="list-disc space-y-1 pl-5">
        {parts.map(({ place, reason }) => (
          <li key={`${place} ${reason}`}>
            {place || "The whole file"}: {reasonName(reason)}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-medium">{title}</h3>
      {children}
    </section>
  );
}

function placesOf(code: CodeFound): string {
  const times = code.count > 1 ? `${count(code.count)} times` : "";
  const pages = code.pages.length > 1 ? `p. ${code.pages.join(", ")}` : pageLabel(code);
  const found = code.how === "exact" ? HOW_WORDS.exact : `${HOW_WORDS[code.how]}: ${code.found_as}`;
  return [pages, code.page === null ? "" : (code.place ?? ""), times, found, code.weak ? "weak" : ""].filter(Boolean).join(" · ");
}
