// Which field an error belongs to, so that it is shown where it can be mended.
import type { Refused } from "../connection/requests";
import type { ScanForm } from "../sheet/send";
import type { Problem } from "../ui/Field";

export type FormField = "folder" | "codes" | "token" | "form";

export interface Placed extends Problem {
  readonly field: FormField;
}

const FIELDS: Partial<Record<Refused["code"], FormField>> = {
  bad_link: "folder",
  folder_not_found: "folder",
  folder_forbidden: "folder",
  no_codes: "codes",
  too_many_codes: "codes",
  bad_sheet: "codes",
  upload_failed: "codes",
  token_refused: "token",
};

export function placed({ code, message, hint }: Refused): Placed {
  return { field: FIELDS[code] ?? "form", message, hint };
}

/** A field of the form is wrong, so that a start would be refused as well. */
export function isMendable({ code }: Refused): boolean {
  return code in FIELDS;
}

export function problemAt(problem: Placed | null, field: FormField): Problem | null {
  return problem?.field === field ? problem : null;
}

export function missingField(form: ScanForm): Placed | null {
  if (!form.sheet && form.codes.length === 0) {
    return { field: "codes", message: "There is no code to look for.", hint: "Drop a sheet, or type at least one code." };
  }
  if (form.token === null) {
    return { field: "token", message: "Without Google access the folder cannot be read.", hint: "" };
  }
  return null;
}
