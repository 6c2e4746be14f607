import type { Complete } from "../protocol/generated";
import type { ScanModel } from "../scan/model";
import { completeOf, faultOf, pauseOf } from "../scan/selectors";
import { Banner } from "../ui/Banner";
import { count, files } from "../ui/words";
import { doubtsOf } from "./doubts";

export function Banners({ model }: { readonly model: ScanModel }) {
  const fault = faultOf(model);
  const pause = pauseOf(model);
  const complete = completeOf(model);
  return (
    <div className="space-y-3 empty:hidden">
      {fault && (
        <Banner look="bad" title={fault.message} role="alert">
          {fault.hint && <p>{fault.hint}</p>}
        </Banner>
      )}
      {pause && (
        <Banner look="warn" title={pause.message}>
          {pause.until && <p>It goes on by itself at {new Date(pause.until).toLocaleTimeString()}.</p>}
        </Banner>
      )}
      {complete && <Verdict complete={complete} />}
      {!complete && model.started && <Warnings warnings={model.started.warnings} />}
    </div>
  );
}

function Verdict({ complete }: { readonly complete: Complete }) {
  const doubts = doubtsOf(complete);
  const result = `${count(complete.total_matches)} of ${files(complete.total_files)} carry at least one code.`;
  if (doubts.length === 0) {
    return (
      <Banner look="good" title="Every file was read completely.">
        <p>{result}</p>
      </Banner>
    );
  }
  return (
    <Banner look="warn" title="Not everything was examined. A code that is missing here may be in what was not read.">
      <p>{result}</p>
      <ul className="list-disc space-y-1 pl-5">
        {doubts.map((doubt) => (
          <li key={doubt}>{doubt}</li>
        ))}
      </ul>
    </Banner>
  );
}

function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <Banner look="info" title="About the codes">
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </Banner>
  );
}
