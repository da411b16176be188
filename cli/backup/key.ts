import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { generated } from "../../lib/services/secret.ts";
import type { Context } from "../command.ts";
import { type SecretStore, secretStore } from "../secrets/store.ts";
import type { Site } from "../stack/site.ts";
import { keyMissing, keyWeak } from "./errors.ts";

const BACKUP_KEY = generated("backup-key");
const KEY_LENGTH = 32;

type Given = Pick<Context, "variables">;

/** Archives and their key stand beside the instance's other files: what deletes its data and secrets leaves them. */
export const backupFolder = ({ instance }: Pick<Site, "instance">): string => join(instance.directory, "backup");

const storeOf = ({ variables }: Given, site: Pick<Site, "instance">): SecretStore =>
  secretStore({ directory: backupFolder(site), variables, random: randomBytes });

/** What backups are encrypted under: of the file that QUANTFLOW_SECRET_BACKUP_KEY_FILE names, or the instance's own, made once. */
export function keyToSeal(given: Given, site: Pick<Site, "instance">): Uint8Array {
  const store = storeOf(given, site);
  return decoded(store.ensure(BACKUP_KEY) ?? "", store.path(BACKUP_KEY));
}

/** What backups are opened with. Fails with `backup/key-missing`: a new key would open nothing. */
export function keyToOpen(given: Given, site: Pick<Site, "instance">): Uint8Array {
  const store = storeOf(given, site);
  const value = store.find(BACKUP_KEY);
  if (value === undefined) throw keyMissing(store.path(BACKUP_KEY));
  return decoded(value, store.path(BACKUP_KEY));
}

export const keyFile = (given: Given, site: Pick<Site, "instance">): string => storeOf(given, site).path(BACKUP_KEY);

function decoded(value: string, path: string): Uint8Array {
  const bytes = /^[\w+/-]+={0,2}$/.test(value) ? Buffer.from(value, "base64") : Buffer.alloc(0);
  if (bytes.length < KEY_LENGTH) throw keyWeak(path);
  return bytes;
}
