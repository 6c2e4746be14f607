import type { NearMiss } from "../../protocol/generated";

/** Why something that looks like the code was not taken for it. */
export function nearWords({ why }: NearMiss): string {
  switch (why) {
    case "longer_code":
      return "a longer code that contains this one";
    case "leading_zeros":
      return "the same but for zeros in front";
    case "lookalike":
      return "the same but for letters and digits that are easily misread";
    case "spelling":
      return "the same but for case, dashes or spaces";
    default:
      return "almost the same";
  }
}

export function placeWords({ page, place }: NearMiss): string {
  if (page !== null) return `page ${page}`;
  return place ?? "";
}
