import { createHmac } from "node:crypto";
import type { Secret, SecretFile } from "../../lib/services/secret.ts";
import type { Service } from "../../lib/services/service.ts";
import { type Handover, textOf } from "./handover.ts";
import type { SecretStore } from "./store.ts";
import type { TarEntry } from "./tar.ts";

/** What stands in one service's secret volume. */
export interface VolumeContents {
  readonly service: string;
  readonly uid: number;
  readonly gid: number;
  readonly files: ReadonlyMap<string, Buffer>;
  /** Secrets that nobody has given yet; the files that need them are left out. */
  readonly absent: readonly Secret[];
}

/** The marker beside the files: it says, without telling what they hold, whether a push has anything to do. */
const DIGEST = ".digest";
export const DIGEST_KEY: Secret = { name: ".digest-key", origin: "generated" };

const isMadeOf = ({ needs }: SecretFile, secret: Secret): boolean => needs.some(({ name }) => name === secret.name);

const fileSecrets = (files: readonly SecretFile[]): Secret[] => files.flatMap(({ needs }) => needs);

/** Every secret that some service reads, once, by name. */
export function secretsOf(services: readonly Service[]): Secret[] {
  const secrets = services.flatMap(({ secrets: files }) => fileSecrets(Object.values(files ?? {})));
  return [...new Map(secrets.map((secret) => [secret.name, secret])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** The names of the services that read this secret. */
export const readersOf = (secret: Secret, services: readonly Service[]): string[] =>
  services
    .filter(({ secrets: files }) => Object.values(files ?? {}).some((file) => isMadeOf(file, secret)))
    .map(({ name }) => name);

/** Those of them that read it when they start, and never again. */
export const restartedBy = (secret: Secret, services: readonly Service[]): string[] =>
  services
    .filter(({ secrets: files, rereads = [] }) =>
      Object.entries(files ?? {}).some(([path, file]) => isMadeOf(file, secret) && !rereads.includes(path)),
    )
    .map(({ name }) => name);

/** Whether some reader accepts two values of this secret at a time. */
export const hasTwoValid = (secret: Secret, services: readonly Service[]): boolean =>
  services.some(({ secrets: files }) =>
    Object.values(files ?? {}).some((file) => file.overlap !== undefined && isMadeOf(file, secret)),
  );

/**
 * The contents of every secret volume, with missing generated secrets made on the way.
 * @param handover a secret that is on its way to the value in the store.
 */
export const contentsOf = (services: readonly Service[], store: SecretStore, handover?: Handover): VolumeContents[] =>
  services.flatMap((service) => (service.secrets ? [contents(service, store, handover)] : []));

function contents(
  { name, user, secrets }: Service,
  store: SecretStore,
  handover: Handover | undefined,
): VolumeContents {
  const [uid, gid] = user.split(":").map(Number);
  const files = new Map<string, Buffer>();
  const absent: Secret[] = [];
  for (const [path, file] of Object.entries(secrets ?? {})) {
    const { needs } = file;
    const values = needs.map((secret) => store.ensure(secret));
    const missing = needs.filter((_, index) => values[index] === undefined);
    absent.push(...missing);
    if (missing.length === 0) files.set(path, Buffer.from(textOf(file, values.map(String), handover)));
  }
  return { service: name, uid: uid ?? 0, gid: gid ?? 0, files, absent };
}

/** The volume as members of one archive, under the service's name. */
export function entries({ service, uid, gid, files, ...rest }: VolumeContents, key: string): TarEntry[] {
  const file = (path: string, content: Buffer): TarEntry => ({
    path: `${service}/${path}`,
    mode: 0o400,
    uid,
    gid,
    content,
  });
  return [
    { path: service, mode: 0o500, uid, gid },
    file(DIGEST, Buffer.from(digest({ service, uid, gid, files, ...rest }, key))),
    ...[...files].map(([path, content]) => file(path, content)),
  ];
}

/** Keyed, so that who reads the marker cannot try out guesses of a weak password. */
function digest({ uid, gid, files }: VolumeContents, key: string): string {
  const hmac = createHmac("sha256", key).update(`${uid}:${gid}`);
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hmac.update(`\0${path}\0${content.length}\0`).update(content);
  return hmac.digest("hex");
}
