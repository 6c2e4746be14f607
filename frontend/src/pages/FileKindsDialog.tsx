import { FILE_KINDS, type FileKind } from "../protocol/kinds";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

/** Which files are read and which are only named; the same list as in the docs. */
export default function FileKindsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="What is read" isWide onClose={onClose} actions={<Button onClick={onClose}>Close</Button>}>
      <Kinds title="Read" kinds={FILE_KINDS.filter(({ isRead }) => isRead)} />
      <Kinds title="Not read, and named as such" kinds={FILE_KINDS.filter(({ isRead }) => !isRead)} />
    </Dialog>
  );
}

function Kinds({ title, kinds }: { readonly title: string; readonly kinds: readonly FileKind[] }) {
  return (
    <section className="not-first:mt-6">
      <h3 className="font-semibold">{title}</h3>
      <dl className="mt-2 divide-y divide-line">
        {kinds.map(({ name, endings, note }) => (
          <div key={name} className="py-2 sm:grid sm:grid-cols-[11rem_minmax(0,1fr)] sm:gap-4">
            <dt>
              {name}
              <span className="block font-mono text-xs text-soft">{endings.join(" ")}</span>
            </dt>
            <dd className="text-soft">{note}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
