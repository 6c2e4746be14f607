import type { ServerMessage } from "../protocol/generated";

const KNOWN: Readonly<Record<ServerMessage["type"], true>> = {
  STARTED: true,
  PROGRESS: true,
  MATCH_FOUND: true,
  FILE_FAILED: true,
  FILE_EXAMINED: true,
  COMPLETE: true,
  SYNC_STATE: true,
  PAUSED: true,
  RESUMED: true,
  CANCELLED: true,
  DELETED: true,
  ERROR: true,
  UPLOAD_READY: true,
  CODES_READ: true,
  FOLDER: true,
  ESTIMATE: true,
  RESULTS: true,
  SCANS: true,
  SCAN: true,
  REPORT_READY: true,
  PONG: true,
};

/** A message this page knows; null for any other, so that an old page survives a newer server. */
export function accept(frame: unknown): ServerMessage | null {
  const message = parsed(frame);
  if (typeof message !== "object" || message === null || !("type" in message)) return null;
  return typeof message.type === "string" && Object.hasOwn(KNOWN, message.type) ? (message as ServerMessage) : null;
}

function parsed(frame: unknown): unknown {
  try {
    return typeof frame === "string" ? JSON.parse(frame) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
