/** One review in a process of its own: `bench/review-run.ts ours|peer PLAN.json`, forked; it sends what it took. */
import { readFileSync } from "node:fs";
import { differsOf } from "../cli/review/differs.ts";
import { json, POLICIES, readPlan, review } from "../lib/review/index.ts";
import { assemble } from "../stacks/assemble.ts";
import { environments } from "../stacks/environments/index.ts";
import { knownIn } from "../stacks/known.ts";
import { UNRESOLVED } from "../stacks/resolution.ts";
import { policyWaivers } from "../stacks/waivers.ts";

/** What a run took. */
export interface Run {
  readonly milliseconds: number;
  /** The most that the process ever held, its modules included. */
  readonly mebibytes: number;
}

const [who, file = ""] = process.argv.slice(2);
const model = assemble({
  environment: environments.local,
  instance: { prefix: "quantflow", portOffset: 0, directory: "" },
  resolution: UNRESOLVED,
});
const given = {
  differs: differsOf(model),
  known: knownIn(model),
  policies: POLICIES,
  waivers: policyWaivers,
  secrets: [],
  today: "2026-01-01",
  cautions: [],
};

/** From the file to the text that is published. */
async function ours(): Promise<void> {
  const plan = readPlan(readFileSync(file));
  const { verdict, requireClean } = await review([{ stack: "", plan }], given);
  requireClean(json(verdict));
}

/** What nobody who reads a plan can do without. */
async function floor(): Promise<void> {
  const plan: { readonly resource_changes: readonly { readonly change: { readonly actions: readonly string[] } }[] } =
    JSON.parse(readFileSync(file, "utf8"));
  const counts = new Map<string, number>();
  for (const { change } of plan.resource_changes) {
    const action = change.actions.join();
    counts.set(action, (counts.get(action) ?? 0) + 1);
  }
}

const start = performance.now();
await (who === "peer" ? floor() : ours());
const run: Run = {
  milliseconds: performance.now() - start,
  mebibytes: process.resourceUsage().maxRSS / 1024,
};
if (process.send) process.send(run);
else console.info(run);
