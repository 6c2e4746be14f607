import { Download } from "lucide-react";
import { buttonClass } from "../ui/Button";

/** For whoever is here for the first time: what goes in, what comes out, and a sheet to try it with. */
export function FirstVisit() {
  return (
    <section aria-label="First time here" className="rounded border border-dashed border-edge px-4 py-3 text-sm">
      <h2 className="font-semibold">First time here?</h2>
      <ol className="mt-2 list-decimal space-y-1.5 pl-5 text-soft marker:font-mono marker:text-xs">
        <li>Name the Drive folder with the drawings. It is only read.</li>
        <li>Drop the sheet with the hole codes. Its other columns do not matter.</li>
        <li>Watch the hits come in, and take the Excel report at the end.</li>
      </ol>
      <a href="/sample-codes.csv" download className={buttonClass("quiet", "mt-2 -ml-4")}>
        <Download aria-hidden className="size-4" />
        A sample sheet
      </a>
    </section>
  );
}
