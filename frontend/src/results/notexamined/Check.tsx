interface CheckProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly isMixed?: boolean;
  readonly onCheck: (isChecked: boolean) => void;
}

/** A box with a target that a thumb can hit. */
export function Check({ label, isChecked, isMixed = false, onCheck }: CheckProps) {
  return (
    <label className="-ml-3 grid size-11 shrink-0 cursor-pointer place-items-center">
      <span className="sr-only">{label}</span>
      <input
        type="checkbox"
        checked={isChecked}
        ref={(box) => {
          if (box) box.indeterminate = isMixed;
        }}
        onChange={(event) => onCheck(event.target.checked)}
        className="size-4 accent-(--c-accent)"
      />
    </label>
  );
}
