import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { generated } from "../../lib/services/secret.ts";
import type { Context } from "../command.ts";
import { isMistake } from "../errors.ts";
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

/** What backups are encrypted under: of the file that QUANTFLOW_SECRET_BACKUP_KEY_FILE names, or the instance's own, made once. Fails with `backup/key-weak`. */
export function keyToSeal(given: Given, site: Pick<Site, "instance">): Uint8Array {
  const store = storeOf(given, site);
  const weak = () => keyWeak(store.path(BACKUP_KEY), "seal");
  return decoded(usable(() => store.ensure(BACKUP_KEY), weak) ?? "", weak);
}

/** What backups are opened with. Fails with `backup/key-weak`, or `backup/key-missing`: a new key would open nothing. */
export function keyToOpen(given: Given, site: Pick<Site, "instance">): Uint8Array {
  const store = storeOf(given, site);
  const weak = () => keyWeak(store.path(BACKUP_KEY), "open");
  const value = usable(() => store.find(BACKUP_KEY), weak);
  if (value === undefined) throw keyMissing(store.path(BACKUP_KEY));
  return decoded(value, weak);
}

export const keyFile = (given: Given, site: Pick<Site, "instance">): string => storeOf(given, site).path(BACKUP_KEY);

/** `secrets rotate`, which the store advises, knows no key of backups. */
function usable(read: () => string | undefined, weak: () => Error): string | undefined {
  try {
    return read();
  } catch (error) {
    throw isMistake(error) && error.code === "secrets/unusable" ? weak() : error;
  }
}

function decoded(value: string, weak: () => Error): Uint8Array {
  const bytes = /^[\w+/-]+={0,2}$/.test(value) ? Buffer.from(value, "base64") : Buffer.alloc(0);
  if (bytes.length < KEY_LENGTH) throw weak();
  return bytes;
}
