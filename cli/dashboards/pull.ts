import { type Difference, differences, lines, patched, type Versions } from "../../lib/dashboards/diff/index.ts";
import type { Dashboard, References } from "../../lib/dashboards/index.ts";
import { editAlert, type Sources } from "../../lib/dashboards/source/edit/index.ts";
import type { Context } from "../command.ts";
import { brokenEdit, editNotTaken } from "./errors.ts";
import type { InGrafana } from "./grafana.ts";
import { dashboardsWith, sourcesIn } from "./pull-code.ts";
import type { Overlay } from "./pull-evaluate.ts";
import { formatted } from "./pull-format.ts";
import { type Plan, planOf, type Shared } from "./pull-plan.ts";
import { throughGrafana, versionsOf } from "./pull-sides.ts";

/** Everything a pull of one dashboard works on. */
export interface Pull {
  readonly context: Context;
  readonly code: Dashboard;
  /** All dashboards of the code: what is pulled into one must not change another. */
  readonly all: readonly Dashboard[];
  readonly json: InGrafana;
  readonly references: References;
  readonly withAlert: boolean;
  /** Holds an edited alert to its meaning; fails where it no longer means that. */
  readonly prove: (alert: string, overlay: Overlay) => Promise<void>;
}

/** What a pull found, and the files as they are to be written: laid out, tried and proved. */
export interface Pulled {
  readonly plan: Plan;
  readonly files: Overlay;
}

/** Everything but the writing. Fails where the edited code would not make what Grafana has. */
export async function pulled(pull: Pull): Promise<Pulled> {
  const { context, code, json, references } = pull;
  const sources = sourcesIn(context.root);
  const versions = versionsOf(code, json, references);
  const plan = planOf(sources, code, versions);
  const taken = pull.withAlert ? plan.shared : [];
  const files = withAlerts(sources, plan.files, taken);
  if (files.size === 0) return { plan, files };
  await tried(pull, versions, files, [...plan.written, ...taken.map(({ difference }) => difference)], taken);
  for (const { shared } of taken) await pull.prove(shared.alert, files);
  return { plan: taken.length > 0 ? allPulled(plan) : plan, files: await formatted(context, files, sources.read) };
}

function withAlerts(sources: Sources, files: Overlay, taken: readonly Shared[]): Overlay {
  let edited = files;
  for (const { shared, difference } of taken) {
    const before = edited;
    const read = (file: string) => (before.has(file) ? before.get(file) : sources.read(file));
    const change = { from: Number(difference.from), to: shared.value, unit: difference.unit ?? "" };
    edited = new Map([...before, ...editAlert({ ...sources, read }, shared.alert, change)]);
  }
  return edited;
}

const allPulled = (plan: Plan): Plan => ({
  ...plan,
  changes: plan.changes.map((one) => (one.action === "shared" ? { ...one, action: "pulled" } : one)),
});

/** Runs the edited code: this dashboard must be what was wanted, and every other one what it was. */
async function tried(
  { context, code, all, json, references }: Pull,
  versions: Versions,
  files: Overlay,
  wanted: readonly Difference[],
  taken: readonly Shared[],
): Promise<void> {
  const result = await dashboardsWith(context.root, files);
  if ("broken" in result) throw brokenEdit(result.broken, lines(wanted));
  const made = new Map(result.made.map((one) => [one.uid, one]));
  const edited = made.get(code.uid);
  if (!edited) throw editNotTaken([`dashboard ${code.uid} is gone`]);
  const left = differences(patched(versions.code, wanted), throughGrafana(edited, json.live, references));
  const elsewhere = all
    .filter(({ uid }) => uid !== code.uid)
    .flatMap((one) => changesElsewhere(one, made.get(one.uid), taken));
  if (left.length + elsewhere.length > 0) throw editNotTaken([...lines(left), ...elsewhere]);
}

/** A limit that is an alert's moves on every dashboard that draws it. */
function changesElsewhere(before: Dashboard, after: Dashboard | undefined, taken: readonly Shared[]) {
  if (!after) return [`dashboard ${before.uid} is gone`];
  const limits = new Set(taken.map(({ shared }) => shared.value));
  return lines(
    differences(before, after).filter(({ what, to }) => !(what.includes("thresholds[") && limits.has(Number(to)))),
  ).map((line) => `dashboard ${before.uid}: ${line}`);
}
