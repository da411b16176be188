import type { Service } from "../../lib/services/service.ts";
import type { Model } from "../../stacks/model.ts";
import { type ImageSource, UNRESOLVED } from "../../stacks/resolution.ts";
import { secrets } from "../../stacks/secrets.ts";
import type { Option } from "../command.ts";
import { badOptionValue } from "../errors.ts";
import { wantedSource } from "../stack/resolve.ts";
import { modelOf, type Site } from "../stack/site.ts";

export const PORTABLE_SOURCE_OPTION = {
  type: "string",
  placeholder: "SOURCE",
  summary: "where images come from: registry (default), mirror=HOST, or local (built by quantflow images)",
} as const satisfies Option;

export const WITHOUT_OPTION = {
  type: "string",
  placeholder: "SECRET[,SECRET...]",
  summary: "secrets that nobody gives here, as secrets export names them: the receivers that need them are left out",
} as const satisfies Option;

/** The model as it is on any machine: what `up` found out about this one must not change it. */
export const portableModel = (site: Site, imageSource: ImageSource, without: readonly string[] = []): Model =>
  modelOf(site, { ...UNRESOLVED, imageSource, ...(without.length > 0 && { secrets: givenBut(without) }) });

const GIVEN = Object.values(secrets).flatMap(({ name, origin }) => (origin === "given" ? [name] : []));
const givenBut = (without: readonly string[]): string[] => GIVEN.filter((name) => !without.includes(name));

/** The names that WITHOUT_OPTION says; what we make ourselves is never missing. */
export function withoutSecrets(command: string, option: string | undefined): readonly string[] {
  const names = option?.split(",").map((name) => name.trim()) ?? [];
  const unknown = names.find((name) => !GIVEN.includes(name));
  if (unknown !== undefined) throw badOptionValue(command, "without", `takes names among ${GIVEN.join(", ")}`, unknown);
  return names;
}

/** The services that run with one source of images or another. */
export function everyPortableService(site: Site): readonly Service[] {
  const sources: readonly ImageSource[] = [{ kind: "registry" }, { kind: "local" }];
  const services = sources.flatMap((source) => portableModel(site, source).services);
  return [...new Map(services.map((service) => [service.name, service])).values()];
}

/** What PORTABLE_SOURCE_OPTION says; looking for what answers here would find another thing elsewhere. */
export function portableSource(command: string, option = "registry"): ImageSource {
  const source = wantedSource(command, option, {});
  if (source.kind === "auto")
    throw badOptionValue(command, "image-source", "must be registry, mirror=HOST or local", option);
  return source;
}
