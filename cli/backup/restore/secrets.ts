import { z } from "zod";
import type { Service } from "../../../lib/services/service.ts";
import type { SecretStore } from "../../secrets/store.ts";
import type { Archive } from "../archive/reader.ts";
import { damaged } from "../errors.ts";
import { permanentSecrets } from "../permanent-secrets.ts";

const shape = z.record(z.string(), z.string());
/** Values by the names of secrets. */
export type ArchivedSecrets = Readonly<z.infer<typeof shape>>;

/** The secrets that an archive's data was encrypted with. @param path the archive's, for messages. */
export async function secretsIn(archive: Pick<Archive, "manifest" | "part">, path: string): Promise<ArchivedSecrets> {
  const part = archive.manifest.parts.find(({ kind }) => kind === "secrets");
  if (!part) return {};
  const pieces: Buffer[] = [];
  for await (const piece of archive.part(part)) pieces.push(piece);
  return parsed(path, Buffer.concat(pieces).toString("utf8"));
}

/**
 * Gives these services' secrets the values that the restored data was encrypted with; a push hands them over. What it
 * answers gives them back the values that they had.
 */
export function replaceSecrets(
  values: ArchivedSecrets,
  services: readonly Service[],
  store: Pick<SecretStore, "find" | "replace">,
): () => void {
  const replaced = permanentSecrets(services).flatMap((secret) => {
    const [before, value] = [store.find(secret), values[secret.name]];
    if (value === undefined || value === before) return [];
    store.replace(secret, value);
    return before === undefined ? [] : [{ secret, before }];
  });
  return () => {
    for (const { secret, before } of replaced) store.replace(secret, before);
  };
}

function parsed(path: string, text: string): ArchivedSecrets {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    // What JSON.parse says quotes the text, which is secret.
    throw damaged(path, "its secrets are no table of names and values");
  }
}
