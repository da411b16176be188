import { createHmac } from "node:crypto";
import type { Secret, SecretFile } from "../../lib/services/secret.ts";
import type { Service } from "../../lib/services/service.ts";
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
    .filter(({ secrets: files }) => fileSecrets(Object.values(files ?? {})).some(({ name }) => name === secret.name))
    .map(({ name }) => name);

/** The contents of every secret volume, with missing generated secrets made on the way. */
export const contentsOf = (services: readonly Service[], store: SecretStore): VolumeContents[] =>
  services.flatMap((service) => (service.secrets ? [contents(service, store)] : []));

function contents({ name, user, secrets }: Service, store: SecretStore): VolumeContents {
  const [uid, gid] = user.split(":").map(Number);
  const files = new Map<string, Buffer>();
  const absent: Secret[] = [];
  for (const [path, { needs, render }] of Object.entries(secrets ?? {})) {
    const values = needs.map((secret) => store.ensure(secret));
    const missing = needs.filter((_, index) => values[index] === undefined);
    absent.push(...missing);
    if (missing.length === 0) files.set(path, Buffer.from(render(...values.map(String))));
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
