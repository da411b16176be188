import type { Service } from "../../lib/services/service.ts";
import type { DatabaseDump, FrozenCopy, StoppedCopy, Volume } from "../../lib/services/volume.ts";
import type { Model } from "../../stacks/model.ts";
import { unknownService } from "./errors.ts";

interface Of<B extends Volume["backup"]> {
  readonly name: string;
  readonly volume: Volume;
  readonly backup: B;
  /** Those that write to it. */
  readonly services: readonly Service[];
}

export type KeptFiles = Of<FrozenCopy | StoppedCopy>;
export type KeptDatabase = Of<DatabaseDump>;
/** A volume that is carried into a backup. */
export type Kept = KeptFiles | KeptDatabase;

/**
 * Every volume of the model that is kept, databases last: what a service had on its disk and then wrote into a database
 * meanwhile is in both, which databases bear, and never in neither.
 * @param only names of services; all when absent. Fails with `backup/unknown-service`.
 */
export function keptIn({ services }: Pick<Model, "services">, only?: readonly string[]): readonly Kept[] {
  const volumes = new Map(
    services.flatMap((service) => (service.volumes ?? []).map(({ volume }) => [volume.name, volume])),
  );
  const all = [...volumes.values()].flatMap((volume) => keptOf(volume, services));
  requireKnown(
    only ?? [],
    all.flatMap((kept) => kept.services.map(({ name }) => name)),
  );
  return all
    .filter((kept) => only === undefined || kept.services.some(({ name }) => only.includes(name)))
    .sort((a, b) => Number(isDatabase(a)) - Number(isDatabase(b)));
}

function keptOf(volume: Volume, services: readonly Service[]): Kept[] {
  const { backup } = volume;
  if (backup.kind === "not kept") return [];
  const writers = services.filter(({ volumes }) => volumes?.some((mount) => mount.volume.name === volume.name));
  const kept = { name: volume.name, volume, services: writers };
  return [backup.kind === "postgresql" ? { ...kept, backup } : { ...kept, backup }];
}

export const isDatabase = (kept: Kept): kept is KeptDatabase => kept.backup.kind === "postgresql";

function requireKnown(only: readonly string[], known: readonly string[]): void {
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined) throw unknownService(unknown, known);
}

/** `--only a,b` */
export const namesIn = (option: string | undefined): readonly string[] | undefined =>
  option?.split(",").map((name) => name.trim());
