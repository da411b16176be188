import { join } from "node:path";
import { dashboards } from "../../dashboards/index.ts";
import { type Shelf, shelf } from "../../lib/dashboards/preview/server/index.ts";
import { written } from "../../lib/dashboards/preview/written.ts";
import type { Model } from "../../stacks/model.ts";
import { referencesIn } from "../../stacks/references.ts";
import type { Context } from "../command.ts";
import type { ModelBuild } from "./preview-build.ts";
import type { ModelGiven } from "./preview-model.ts";
import { watchFolders } from "./preview-watch.ts";

/** The dashboards as they were when this program was loaded. */
export const shelfOf = (model: Model): Shelf => shelf(written(dashboards, referencesIn(model)));

const MODEL = "cli/dashboards/preview-model.ts";
/** What dashboards are made of. */
const SOURCES = ["dashboards", "rules", "metrics", "lib"];

/** Keeps the shelf as the code is; the result ends it. Each change is told, with how long it took until it was seen. */
export async function keepUp(
  { root, terminal, now }: Context,
  model: Model,
  kept: Shelf,
): Promise<() => Promise<void>> {
  // Loaded when it is needed: the bundler is a large package.
  const { modelBuild } = await import("./preview-build.ts");
  const given: ModelGiven = { environment: model.environment, runbooks: runbooksOf(model) };
  const build = await modelBuild(root, MODEL, given);
  const renew = async () => {
    const began = now();
    const made = await again(build);
    if ("broken" in made) kept.broken(made.broken);
    else kept.show(made.dashboards);
    const took = `${((now() - began) / 1000).toFixed(1)} s`;
    terminal.tell("broken" in made ? `Not shown (${took}):\n${made.broken}` : `Shown as the code is now (${took})`);
  };
  // The first time is the slowest; it is over before anybody has edited anything.
  await renew();
  const unwatch = watchFolders(
    SOURCES.map((folder) => join(root, folder)),
    renew,
  );
  return async () => {
    unwatch();
    await build.close();
  };
}

/** A fault of the machine (a full disk) is shown where the code's faults are: the next change tries again. */
const again = (build: ModelBuild) => build.make().catch((error: Error) => ({ broken: error.message }));

const runbooksOf = (model: Model): Readonly<Record<string, string>> => {
  const { runbook } = referencesIn(model);
  const names = model.groups.flatMap((group) => group.alerts.map(({ name }) => name));
  return Object.fromEntries(names.map((name) => [name, runbook(name) ?? ""]));
};
