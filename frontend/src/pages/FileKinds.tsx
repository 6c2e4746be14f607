import { lazy, Suspense, useState } from "react";
import { Button } from "../ui/Button";

const FileKindsDialog = lazy(() => import("./FileKindsDialog"));

export function FileKinds() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" className="-mx-4" onClick={() => setOpen(true)}>
        What is read
      </Button>
      {isOpen && (
        <Suspense>
          <FileKindsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
