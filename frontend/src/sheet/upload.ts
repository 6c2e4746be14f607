// Large code sheets go to storage with a signed PUT, each once: the preview, the estimate and the start share it.
import { Refused } from "../connection/requests";
import type { Ask } from "../scan/follow";

const uploads = new WeakMap<object, Promise<string>>();

/** The upload_id of what `of` stands for, uploaded at the first call; a failed upload is tried again at the next. */
export function uploadOnce(ask: Ask, of: object, file: () => File): Promise<string> {
  const known = uploads.get(of);
  if (known) return known;
  const made = upload(ask, file());
  uploads.set(of, made);
  made.catch(() => uploads.delete(of));
  return made;
}

async function upload(ask: Ask, file: File): Promise<string> {
  const place = await ask<"request_upload">({
    action: "request_upload",
    file_name: file.name,
    size_bytes: file.size,
  });
  const sent = await fetch(place.upload_url, { method: "PUT", headers: place.headers, body: file }).catch(() => null);
  if (sent?.ok) return place.upload_id;
  throw new Refused("upload_failed", "The code sheet could not be uploaded.", "Check your connection and start again.");
}
