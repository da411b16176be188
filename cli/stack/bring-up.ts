import type { Model } from "../../stacks/model.ts";
import type { ImageName } from "../../stacks/versions.ts";
import type { Context } from "../command.ts";
import { ensureEngine } from "../engine/index.ts";
import { throwIfInterrupted } from "../errors.ts";
import { ensureImages, missingImages } from "../images/index.ts";
import { tracked } from "../terminal/progress.ts";
import { cacheDirectory } from "../tools/cache.ts";
import { apply } from "./apply.ts";
import { publishedPorts } from "./containers.ts";
import { type ContentResult, fillGrafana } from "./content.ts";
import { engineFolders, ROOM, requireRoom, roomFor } from "./disk.ts";
import { portsInUse } from "./errors.ts";
import type { Lock } from "./lock.ts";
import { heldPorts, wantedPorts } from "./ports.ts";
import type { TargetState } from "./prometheus.ts";
import { type Handed, pushUnderReaders, refreshReaders } from "./readers.ts";
import { resolve, type WantedSource } from "./resolve.ts";
import { modelOf, type Site } from "./site.ts";
import { stateObjects } from "./state.ts";
import { expectedTargets, prometheusOf } from "./status.ts";
import { settleStrangers } from "./strangers.ts";
import { synthesize, synthesized } from "./synthesis.ts";
import { openTerraform, type TerraformRunner } from "./terraform.ts";
import { waitForHealth, waitForTargets } from "./wait.ts";

export interface BringUp {
  readonly site: Site;
  readonly source: WantedSource;
  /** Whether an engine may be installed where there is none. */
  readonly mayInstall: boolean;
  readonly lock: Pick<Lock, "cutShort" | "settled">;
}

export interface Standing {
  readonly platform: Model;
  readonly targets: readonly TargetState[];
  readonly content: ContentResult;
}

const HEALTH_MILLISECONDS = 180_000;
const TARGETS_MILLISECONDS = 90_000;

/** From whatever there is to everything up. Each step finds out what is left to do, so it can be run again at any time. */
export async function bringUp(context: Context, request: BringUp): Promise<Standing> {
  const { site } = request;
  const places = [context.root, site.instance.directory, cacheDirectory(context.variables)];
  await requireRoom(places, ROOM.run);
  const { engine } = await ensureEngine(context, { mayInstall: request.mayInstall });
  const platform = modelOf(site, await resolve(context, site, request.source));
  await requirePorts(context, site, platform);
  await requireRoomToBuild(context, platform, [...places, ...(await engineFolders(context, engine))]);
  const terraform = await prepare(context, request, platform);
  const handed = await applyAll(context, site, platform, terraform);
  await waitForServices(context, site, platform);
  await refreshReaders(context, site, platform, handed);
  const content = await fillGrafana(context, site, platform, terraform);
  return { platform, content, targets: await waitForScrapes(context, site, platform) };
}

/** Fails with every port that somebody else holds, before anything is built. */
async function requirePorts({ run }: Context, { names, instance }: Site, platform: Model): Promise<void> {
  const own = new Set(platform.services.map(names.container));
  const held = await heldPorts(wantedPorts(platform), await publishedPorts(run), (container) => own.has(container));
  if (held.length > 0) throw portsInUse(held, instance.portOffset);
}

const imagesOf = ({ services }: Model): ImageName[] =>
  [...new Set(["toolbox", ...services.map(({ image }) => image)])] as ImageName[];

async function requireRoomToBuild(context: Context, platform: Model, places: readonly string[]): Promise<void> {
  const missing = await missingImages(context, imagesOf(platform), platform.resolution.imageSource);
  await requireRoom(places, roomFor(missing.length));
}

/** Synthesis, images and Terraform side by side; what is there already costs next to nothing. */
async function prepare(context: Context, request: BringUp, platform: Model): Promise<TerraformRunner> {
  const stacks = synthesizeStacks(context, request);
  const [, terraform] = await Promise.all([
    stacks,
    openTerraform(context, request.site),
    stacks.then(() => ensureImages(context, imagesOf(platform), platform.resolution.imageSource)),
  ]);
  throwIfInterrupted(context.signal);
  return terraform;
}

async function synthesizeStacks(context: Context, { site, lock }: BringUp): Promise<void> {
  const { root, variables, run, progress, terminal } = context;
  const { environment, out, instance } = site;
  await tracked(progress, "synthesize the stacks", () =>
    synthesize({ root, variables, environment: environment.name, out }),
  );
  const stacks = [synthesized(out, "storage"), synthesized(out, "platform")];
  const known = new Set(
    ["storage", "platform"].flatMap((name) => stateObjects(instance.directory, name)).map(({ id }) => id),
  );
  const cleared = await settleStrangers(run, {
    prefix: instance.prefix,
    containers: stacks.flatMap(({ containers }) => containers),
    networks: stacks.flatMap(({ networks }) => networks),
    volumes: stacks.flatMap(({ volumes }) => volumes),
    known,
    cutShort: lock.cutShort,
  });
  lock.settled();
  if (cleared.length > 0) terminal.tell(`Cleared what a run that was cut short had left: ${cleared.join(", ")}`);
}

/** Volumes, then what goes into them, then what runs on them. */
async function applyAll(context: Context, site: Site, platform: Model, terraform: TerraformRunner): Promise<Handed> {
  const folder = (stack: "storage" | "platform") => synthesized(site.out, stack).folder;
  const applied = (stack: "storage" | "platform") =>
    apply({ ...context, terraform: terraform.run, stack, folder: folder(stack) });
  await Promise.all((["storage", "platform"] as const).map((stack) => terraform.init(folder(stack), stack)));
  await applied("storage");
  throwIfInterrupted(context.signal);
  const handed = await pushUnderReaders(context, site, platform);
  throwIfInterrupted(context.signal);
  await applied("platform");
  return handed;
}

function waitForServices({ run, progress, now, pause }: Context, { names }: Site, { services }: Model): Promise<void> {
  const patience = { now, pause, limit: HEALTH_MILLISECONDS };
  return tracked(progress, "wait until every service is healthy", (task) =>
    waitForHealth(run, services.map(names.container), patience, task),
  );
}

function waitForScrapes(context: Context, site: Site, platform: Model): Promise<readonly TargetState[]> {
  const patience = { now: context.now, pause: context.pause, limit: TARGETS_MILLISECONDS };
  return tracked(context.progress, "wait until every target is up", (task) =>
    waitForTargets(prometheusOf(site, platform), expectedTargets(platform), patience, task),
  );
}
