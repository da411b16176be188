import type { Model } from "../../stacks/model.ts";
import type { ImageName } from "../../stacks/versions.ts";
import type { Context } from "../command.ts";
import { type Engine, ensureEngine, isRemote } from "../engine/index.ts";
import { throwIfInterrupted } from "../errors.ts";
import { requireAgentToken } from "../hosted/agent-token.ts";
import { ensureImages, missingImages } from "../images/index.ts";
import { tracked } from "../terminal/progress.ts";
import { cacheDirectory } from "../tools/cache.ts";
import { publishedPorts } from "./containers.ts";
import { requireReadableData } from "./data-versions.ts";
import { engineFolders, ROOM, requireRoom, roomFor } from "./disk.ts";
import { otherArchitecture, portsInUse } from "./errors.ts";
import type { Lock } from "./lock.ts";
import { heldPorts, publishedByOthers, wantedPorts } from "./ports.ts";
import { whileReached } from "./reach.ts";
import { resolve, type WantedSource } from "./resolve.ts";
import { modelOf, type Site } from "./site.ts";
import { stateObjects } from "./state.ts";
import { settleStrangers } from "./strangers.ts";
import { synthesize, synthesized } from "./synthesis.ts";
import { openTerraform, type TerraformRunner } from "./terraform.ts";

export interface Preparation {
  readonly site: Site;
  readonly source: WantedSource;
  /** Whether an engine may be installed where there is none. */
  readonly mayInstall: boolean;
  /** Done as soon as the stacks are synthesized, before anything is built for them. */
  readonly afterSynthesis?: () => Promise<void>;
}

/** What every plan and every apply begins with. */
export interface Prepared {
  readonly platform: Model;
  readonly engine: Engine;
  readonly terraform: TerraformRunner;
}

/** An engine, images, synthesized stacks and an initialized Terraform; what is there already costs next to nothing. */
export async function prepare(context: Context, request: Preparation): Promise<Prepared> {
  const { site, source, mayInstall } = request;
  const places = [context.root, site.instance.directory, cacheDirectory(context.variables)];
  await requireRoom(places, ROOM.run);
  const { engine } = await ensureEngine(context, { mayInstall });
  const platform = modelOf(site, await resolve(context, site, source));
  requireAgentToken(site, platform);
  await requireReadableData(context, site, platform);
  requireBuildable(engine, platform);
  await requirePorts(context, engine, site, platform);
  await requireRoomToBuild(context, platform, [...places, ...(await engineFolders(context, engine))]);
  return { platform, engine, terraform: await synthesizeAndInit(context, request, platform) };
}

/** Programs for local images are compiled on this machine, and for it. */
function requireBuildable({ endpoint, architecture }: Engine, { resolution }: Model): void {
  const here = ARCHITECTURES[process.arch] ?? process.arch;
  if (resolution.imageSource.kind === "local" && architecture !== here)
    throw otherArchitecture(endpoint, architecture, here);
}

/** Node's names to Docker's. */
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };

/** Fails with every port that somebody else holds, before anything is built. */
async function requirePorts(context: Context, engine: Engine, site: Site, platform: Model) {
  const { names, instance } = site;
  const containers = new Set(platform.services.map(names.container));
  const own = (container: string) => containers.has(container);
  const [wanted, published] = [wantedPorts(platform), await publishedPorts(context.run)];
  const held = isRemote(engine) ? publishedByOthers(wanted, published, own) : await heldPorts(wanted, published, own);
  if (held.length > 0) throw portsInUse(held, instance.portOffset);
  // Where the engine is elsewhere, those of this machine have to lead there.
  await whileReached(context, engine, { site, platform }, () => Promise.resolve());
}

const imagesOf = ({ services }: Model): ImageName[] =>
  [...new Set(["toolbox", ...services.map(({ image }) => image)])] as ImageName[];

async function requireRoomToBuild(context: Context, platform: Model, places: readonly string[]): Promise<void> {
  const missing = await missingImages(context, imagesOf(platform), platform.resolution.imageSource);
  await requireRoom(places, roomFor(missing.length));
}

/** Synthesis, images and Terraform side by side. */
async function synthesizeAndInit(context: Context, request: Preparation, platform: Model): Promise<TerraformRunner> {
  const { site } = request;
  const stacks = synthesizeStacks(context, site).then(request.afterSynthesis);
  const [, terraform] = await Promise.all([
    stacks,
    openTerraform(context, site),
    stacks.then(() => ensureImages(context, imagesOf(platform), platform.resolution.imageSource)),
  ]);
  throwIfInterrupted(context.signal);
  // One after the other: two that make their place in the same database at once disturb each other.
  for (const stack of ["storage", "platform"] as const)
    await terraform.init(synthesized(site.out, stack).folder, stack);
  return terraform;
}

const synthesizeStacks = ({ root, variables, progress }: Context, { environment, out }: Site): Promise<void> =>
  tracked(progress, "synthesize the stacks", () => synthesize({ root, variables, environment: environment.name, out }));

/** Clears what a run that was cut short has left in the engine; fails when what stands in the way is somebody else's. */
export async function clearTheWay(
  context: Context,
  site: Site,
  lock: Pick<Lock, "cutShort" | "settled">,
): Promise<void> {
  const { run, terminal } = context;
  const stacks = (["storage", "platform"] as const).map((name) => synthesized(site.out, name));
  const known = await knownIds(context, site);
  const cleared = await settleStrangers(run, {
    containers: stacks.flatMap(({ containers }) => containers),
    networks: stacks.flatMap(({ networks }) => networks),
    volumes: stacks.flatMap(({ volumes }) => volumes),
    known,
    cutShort: lock.cutShort,
  });
  lock.settled();
  if (cleared.length > 0) terminal.tell(`Cleared what a run that was cut short had left: ${cleared.join(", ")}`);
}

/** One stack after the other, as where they are initialized. */
async function knownIds(context: Context, site: Site): Promise<ReadonlySet<string>> {
  const storage = await stateObjects(context, site, "storage");
  const platform = await stateObjects(context, site, "platform");
  return new Set([...storage, ...platform].map(({ id }) => id));
}
