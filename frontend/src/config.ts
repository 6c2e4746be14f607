// What differs between deployments, read at run time: one build serves them all.

export interface Config {
  readonly webSocketUrl: string;
  /** Where Google may sign people in; without it a token is pasted. */
  readonly googleClientId?: string;
  /** "deployment": Drive is read with a credential of the deployment's own, and nobody signs in here. */
  readonly signIn?: string;
  /** "person": the deployment's authorizer says who is who. Without it a scan belongs to the browser that started it. */
  readonly scansBelongTo?: string;
  /** Only on the local stack: what saves typing there. */
  readonly token?: string;
  readonly driveFolderId?: string;
  readonly sampleCodesUrl?: string;
}

export class ConfigUnreadable extends Error {
  override readonly name = "ConfigUnreadable";
}

export async function loadConfig(fetchJson: typeof fetch = fetch): Promise<Config> {
  const response = await fetchJson("/config.json", { cache: "no-store" }).catch(() => null);
  if (!response?.ok) throw new ConfigUnreadable("config.json could not be loaded");
  return readConfig(await response.json().catch(() => null));
}

export function readConfig(found: unknown): Config {
  const fields = typeof found === "object" && found !== null ? (found as Record<string, unknown>) : {};
  const { webSocketUrl } = fields;
  if (typeof webSocketUrl !== "string" || !/^wss?:\/\//.test(webSocketUrl)) {
    throw new ConfigUnreadable("config.json names no webSocketUrl");
  }
  const optional = Object.fromEntries(
    ["token", "driveFolderId", "sampleCodesUrl", "googleClientId", "signIn", "scansBelongTo"].flatMap((key) =>
      typeof fields[key] === "string" && fields[key] !== "" ? [[key, fields[key]]] : [],
    ),
  );
  return { webSocketUrl, ...optional };
}
