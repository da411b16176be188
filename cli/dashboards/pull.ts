import { type Difference, differences, lines, patched, type Versions } from "../../lib/dashboards/diff/index.ts";
import { type Dashboard, dashboardPath, type References } from "../../lib/dashboards/index.ts";
import { editAlert, Refused, type Sources } from "../../lib/dashboards/source/edit/index.ts";
import type { Context } from "../command.ts";
import type { InGrafana } from "./grafana.ts";
import { dashboardsWith, sourcesIn } from "./pull-code.ts";
import type { Overlay } from "./pull-evaluate.ts";
import { type LeftOut, leftOut } from "./pull-fit.ts";
import { formatted } from "./pull-format.ts";
import { comparison, type Plan, planOf, type Shared } from "./pull-plan.ts";
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
  /** Holds an alert to its meaning, all `edited` ones as they are in the overlay; fails where it no longer means that. */
  readonly prove: (alert: string, overlay: Overlay, edited: readonly string[]) => Promise<void>;
}

/** What a pull found, and the files as they are to be written: laid out, tried and proved. */
export interface Pulled {
  readonly plan: Plan;
  readonly files: Overlay;
}

/** Everything but the writing. What the edited code would not take is left out, and told. */
export async function pulled(pull: Pull): Promise<Pulled> {
  const { context, code, json, references } = pull;
  const sources = sourcesIn(context.root);
  const sides = versionsOf(code, json, references);
  const compared = comparison(sides);
  const fixed = pull.withAlert ? fixedLimits(sources, planOf(sources, code, compared)) : new Map();
  const first = attempted(pull, sources, planOf(sources, code, compared, fixed));
  const untaken = await leftOut(code, wantedOf(first), (taken) => {
    const others = wantedOf(first).filter((one) => !taken.includes(one));
    const without = new Map([...fixed, ...others.map((one) => [one, ""] as const)]);
    return fault(pull, sides, attempted(pull, sources, planOf(sources, code, compared, without)));
  });
  const left = new Map([...fixed, ...untaken]);
  const { plan, files, taken } = attempted(pull, sources, planOf(sources, code, compared, left));
  const alerts = [...new Set(taken.map(({ shared }) => shared.alert))];
  for (const alert of alerts) await pull.prove(alert, files, alerts);
  return { plan: taken.length > 0 ? allPulled(plan) : plan, files: await formatted(context, files, sources.read) };
}

/** A plan with the files that it comes to, and the alerts whose limits move in them. */
interface Attempt {
  readonly plan: Plan;
  readonly files: Overlay;
  readonly taken: readonly Shared[];
}

function attempted({ withAlert }: Pull, sources: Sources, plan: Plan): Attempt {
  const taken = withAlert ? plan.shared : [];
  return { plan, taken, files: withAlerts(sources, plan.files, taken) };
}

const wantedOf = ({ plan, taken }: Attempt): readonly Difference[] => [
  ...plan.written,
  ...taken.map(({ difference }) => difference),
];

/** Alerts' limits that are not one number in their code, each with the reason. */
function fixedLimits(sources: Sources, { shared }: Plan): LeftOut {
  return new Map(
    shared.flatMap((one): readonly (readonly [Difference, string])[] => {
      try {
        withAlerts(sources, new Map(), [one]);
        return [];
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const { source, why, remedy } = error.refusal;
        return [[one.difference, `${source}: ${why}; ${remedy}`]];
      }
    }),
  );
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
async function fault(pull: Pull, versions: Versions, attempt: Attempt): Promise<string | undefined> {
  const { context, code, all, json, references } = pull;
  const result = await dashboardsWith(context.root, attempt.files);
  if ("broken" in result) return `the edited code would make no dashboard: ${result.broken.split("\n")[0]}`;
  const made = new Map(result.made.map((one) => [one.uid, one]));
  const edited = made.get(code.uid);
  if (!edited) return `dashboard ${code.uid} would be gone`;
  const wanted = patched(versions.code, wantedOf(attempt));
  const left = differences(wanted, throughGrafana(edited, json.live, references)).filter(isNoLinkTo(code, edited));
  const elsewhere = all
    .filter(({ uid }) => uid !== code.uid)
    .flatMap((one) => changesElsewhere(one, made.get(one.uid), attempt.taken, isNoLinkTo(code, edited)));
  const found = [...lines(left), ...elsewhere];
  return found.length === 0 ? undefined : `the edited code would make something else: ${found.join("; ")}`;
}

/** A limit that is an alert's moves on every dashboard that draws it. */
function changesElsewhere(
  before: Dashboard,
  after: Dashboard | undefined,
  taken: readonly Shared[],
  counts: (difference: Difference) => boolean,
) {
  if (!after) return [`dashboard ${before.uid} is gone`];
  const limits = new Set(taken.map(({ shared }) => shared.value));
  return lines(
    differences(before, after)
      .filter(counts)
      .filter(({ what, to }) => !(what.includes("thresholds[") && limits.has(Number(to)))),
  ).map((line) => `dashboard ${before.uid}: ${line}`);
}

/** Links to a dashboard that is renamed follow its title, wherever they stand. */
const isNoLinkTo =
  (before: Dashboard, after: Dashboard) =>
  ({ what, from, to }: Difference): boolean => {
    if (!what.startsWith("links[") || typeof from !== "string") return true;
    return (
      from.replace(dashboardPath(before), dashboardPath(after)) !== to && !(from === before.title && to === after.title)
    );
  };
