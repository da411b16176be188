import { existsSync } from "node:fs";
import { join } from "node:path";
import { receiversOf, secretsOf } from "../../lib/alerting/routing/index.ts";
import { malformedVariable } from "../../stacks/errors.ts";
import { type ImageSource, type Resolution, readResolution, writeResolution } from "../../stacks/resolution.ts";
import { routesTo } from "../../stacks/routes.ts";
import type { Context } from "../command.ts";
import { badOptionValue } from "../errors.ts";
import { availableImages, registryAnswers } from "../images/index.ts";
import { otherImageSource } from "./errors.ts";
import type { Site } from "./site.ts";
import { stateObjects } from "./state.ts";

export type WantedSource = ImageSource | { readonly kind: "auto" };

/** For machines that forget what `auto` found, and must all find the same: the jobs of a pipeline. */
export const IMAGE_SOURCE = "QUANTFLOW_IMAGE_SOURCE";
const RULE = "registry, mirror=HOST, local or auto";

/** What the option says, else the variable, else `auto`: `registry`, `local`, `auto` or `mirror=HOST`. */
export function wantedSource(
  command: string,
  option: string | undefined,
  { [IMAGE_SOURCE]: variable }: NodeJS.ProcessEnv,
): WantedSource {
  const text = option ?? (variable || "auto");
  const wanted = sourceIn(text);
  if (wanted !== undefined) return wanted;
  throw option === undefined
    ? malformedVariable(IMAGE_SOURCE, text, RULE)
    : badOptionValue(command, "image-source", `must be ${RULE}`, text);
}

function sourceIn(text: string): WantedSource | undefined {
  const host = /^mirror=(\S+)$/.exec(text)?.[1];
  if (host) return { kind: "mirror", host };
  return text === "registry" || text === "local" || text === "auto" ? { kind: text } : undefined;
}

/**
 * Finds out where images come from, and keeps it for `npx cdktf`. `auto` asks only once: a registry that answers today
 * must not replace the database that local images made yesterday, whose files it could not read.
 */
export async function resolve(context: Context, site: Site, wanted: WantedSource): Promise<Resolution> {
  const { directory } = site.instance;
  const before = existsSync(join(directory, "resolution.json")) ? readResolution(directory) : undefined;
  const imageSource = await chosen(wanted, before);
  if (before && isLocal(before) !== (imageSource.kind === "local") && (await holdsData(context, site)))
    throw otherImageSource(before.imageSource.kind, imageSource.kind);
  const available = [...(await availableImages(context, imageSource))];
  const resolution = { imageSource, available, secrets: givenSecrets(site) };
  writeResolution(directory, resolution);
  return resolution;
}

/** Of the secrets that a person must give, those that have a value: a receiver without its own is left out. */
const givenSecrets = ({ environment, store }: Site): string[] =>
  receiversOf(routesTo(environment.audience))
    .flatMap(secretsOf)
    .filter((secret) => secret.origin === "given" && store.find(secret) !== undefined)
    .map(({ name }) => name);

async function chosen(wanted: WantedSource, before: Resolution | undefined): Promise<ImageSource> {
  if (wanted.kind !== "auto") return wanted;
  if (before) return before.imageSource;
  return { kind: (await registryAnswers()) ? "registry" : "local" };
}

const isLocal = ({ imageSource }: Resolution): boolean => imageSource.kind === "local";
const holdsData = async (context: Context, site: Site): Promise<boolean> =>
  (await stateObjects(context, site, "storage")).length > 0;
