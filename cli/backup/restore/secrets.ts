import { z } from "zod";
import type { Service } from "../../../lib/services/service.ts";
import type { SecretStore } from "../../secrets/store.ts";
import type { Archive } from "../archive/reader.ts";
import { damaged } from "../errors.ts";
import { permanentSecrets } from "../permanent-secrets.ts";

const shape = z.record(z.string(), z.string());

/** Gives the instance the secrets that the restored data was encrypted with; `up` hands them over. */
export async function restoreSecrets(
  archive: Archive,
  path: string,
  services: readonly Service[],
  store: Pick<SecretStore, "find" | "replace">,
): Promise<void> {
  const part = archive.manifest.parts.find(({ kind }) => kind === "secrets");
  if (!part) return;
  const pieces: Buffer[] = [];
  for await (const piece of archive.part(part)) pieces.push(piece);
  const values = parsed(path, Buffer.concat(pieces).toString("utf8"));
  for (const secret of permanentSecrets(services)) {
    const value = values[secret.name];
    if (value !== undefined && store.find(secret) !== value) store.replace(secret, value);
  }
}

function parsed(path: string, text: string): z.infer<typeof shape> {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    // What JSON.parse says quotes the text, which is secret.
    throw damaged(path, "its secrets are no table of names and values");
  }
}
