import type { Complete } from "../protocol/generated";
import { count, files } from "../ui/words";

/** Every way in which "no match" may not mean "not there". */
export function doubtsOf(complete: Complete): string[] {
  const { total_files, failed, unread_files, folders_failed, listing_complete, state } = complete;
  return [
    ...(total_files === 0 ? ["There was no file to read: the folder is empty, or the options left out all that is in it."] : []),
    ...(state === "CANCELLED" ? ["The scan was cancelled before its end."] : []),
    ...(failed > 0 ? [`${files(failed)} could not be examined.`] : []),
    ...(unread_files > 0 ? [`${files(unread_files)} could be read only in part.`] : []),
    ...(folders_failed > 0 ? [`${count(folders_failed)} ${folders_failed === 1 ? "folder" : "folders"} could not be listed.`] : []),
    ...(listing_complete ? [] : ["The list of files is not complete, so there may be files that nobody looked at."]),
  ];
}
