import { type ReactNode, useState } from "react";
import { CHECKBOX, described, Field, INPUT } from "../ui/Field";
import type { OptionsProps } from "./Options";
import { megabytes, typesIn } from "./optionWords";

/** Which files are read at all; the others count as not asked for. */
export function OptionsOfFiles({ options, onChange }: OptionsProps) {
  const [types, setTypes] = useState((options.types ?? []).join(", "));
  return (
    <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      <Text
        id="types"
        label="Only these kinds"
        help="Endings, such as pdf, xlsx. Empty: every kind that can be read."
        value={types}
        onChange={(text) => {
          setTypes(text);
          onChange({ ...options, types: typesIn(text) });
        }}
      />
      <Text
        id="pattern"
        label="Only names like"
        help="* stands for anything: ISO-40*"
        value={options.name_pattern ?? ""}
        onChange={(name_pattern) => onChange({ ...options, name_pattern })}
      />
      <Text
        id="since"
        label="Changed since"
        type="date"
        value={options.modified_since ?? ""}
        onChange={(modified_since) => onChange({ ...options, modified_since })}
      />
      <Text
        id="largest"
        label="Largest file, MB"
        type="number"
        help="Larger ones are named as not examined."
        value={options.max_file_bytes ? String(options.max_file_bytes / megabytes(1)) : ""}
        onChange={(text) => onChange({ ...options, max_file_bytes: Number(text) > 0 ? megabytes(Number(text)) : null })}
      />
      <label className="flex min-h-11 items-center gap-3 text-sm font-medium">
        <input
          type="checkbox"
          className={CHECKBOX}
          checked={options.subfolders ?? true}
          onChange={(event) => onChange({ ...options, subfolders: event.target.checked })}
        />
        Sub-folders too
      </label>
    </div>
  );
}

interface TextProps {
  readonly id: string;
  readonly label: string;
  readonly help?: ReactNode;
  readonly type?: "text" | "date" | "number";
  readonly value: string;
  readonly onChange: (text: string) => void;
}

function Text({ id, label, help, type = "text", value, onChange }: TextProps) {
  return (
    <Field id={id} label={label} help={help}>
      <input
        {...described(id, null)}
        className={`${INPUT} font-mono`}
        type={type}
        min={type === "number" ? 0 : undefined}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        spellCheck={false}
        autoComplete="off"
      />
    </Field>
  );
}
