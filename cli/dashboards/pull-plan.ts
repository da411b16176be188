import { changeInWords, compared, type Difference, type Sided } from "../../lib/dashboards/diff/index.ts";
import type { Dashboard } from "../../lib/dashboards/index.ts";
import type { Repair } from "../../lib/dashboards/reading/reading.ts";
import {
  alertCode,
  edit,
  type Outcome,
  Refused,
  type Sources,
  sourceOf,
} from "../../lib/dashboards/source/edit/index.ts";
import type { LeftOut } from "./pull-fit.ts";
import type { Sides } from "./pull-sides.ts";

/** One change as scripts read it; the names are stable. */
export interface Change {
  readonly noun: Difference["noun"];
  readonly key: string;
  /** Key of the panel; null for what is not a panel's. */
  readonly panel: string | null;
  readonly what: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly side: Sided["side"];
  readonly words: string;
  readonly action: "pulled" | "shown" | "conflict" | "shared";
  /** `file:line` */
  readonly source?: string;
  readonly why?: string;
}

/** What is to become of every change of a dashboard. */
export interface Plan {
  readonly uid: string;
  readonly title: string;
  readonly changes: readonly Change[];
  /** Files as they would be written. */
  readonly files: ReadonlyMap<string, string | undefined>;
  readonly written: readonly Difference[];
  readonly shared: readonly Shared[];
  /** What Grafana has and the model cannot: it was read as something else. */
  readonly repairs: readonly Repair[];
  /** Whether anybody knows what was last applied. */
  readonly appliedKnown: boolean;
}

export type Shared = Extract<Outcome, { kind: "shared" }>;

/** What differs between the three versions. */
export interface Comparison extends Pick<Plan, "repairs" | "appliedKnown"> {
  readonly changes: readonly Sided[];
}

export const comparison = ({ repairs, ...versions }: Sides): Comparison => ({
  changes: compared(versions),
  repairs,
  appliedKnown: versions.applied !== undefined,
});

/** Edits the sources in memory, but for the changes that are left out; nothing is written. */
export function planOf(
  sources: Sources,
  code: Dashboard,
  { changes, repairs, appliedKnown }: Comparison,
  left: LeftOut = new Map(),
): Plan {
  const torn = new Set(changes.filter(({ side }) => side === "both").map(subject));
  const wanted = changes.filter((one) => one.side === "grafana" && !torn.has(subject(one)) && !left.has(one));
  const { files, outcomes } = edit(sources, code, wanted);
  const outcomeOf = new Map(outcomes.map((outcome) => [outcome.difference, outcome]));
  const verdictOf = (one: Sided): Verdict => {
    const why = left.get(one);
    if (why !== undefined) return { action: "shown", source: sourceOf(sources, code, one), why };
    return verdict(sources, one, outcomeOf.get(one));
  };
  return {
    uid: code.uid,
    title: code.title,
    changes: changes.map((one) => ({ ...inWords(one), ...verdictOf(one) })),
    files,
    written: outcomes.flatMap(({ kind, difference }) => (kind === "written" ? [difference] : [])),
    shared: outcomes.filter((one): one is Shared => one.kind === "shared"),
    repairs,
    appliedKnown,
  };
}

const subject = ({ noun, key }: Difference): string => `${noun} ${key}`;

function inWords(one: Sided): Omit<Change, "action"> {
  const { noun, key, name, what, from, to, side } = one;
  const about = noun === "dashboard" ? "dashboard" : `${noun} ${name}`;
  const words = `${about}: ${changeInWords(one)}`;
  return { noun, key, panel: noun === "panel" ? key : null, what, from, to, side, words };
}

type Verdict = Pick<Change, "action" | "source" | "why">;

function verdict(sources: Sources, { side, from }: Sided, outcome: Outcome | undefined): Verdict {
  if (side === "both") return { action: "conflict", why: "the code was changed too, to something else" };
  if (side === "code") return { action: "shown", why: "changed in the code and not applied yet: deploy it" };
  if (!outcome) return { action: "shown", why: "another change of the same is a conflict" };
  if (outcome.kind === "written") return { action: "pulled" };
  if (outcome.kind === "shared") return ofAlert(sources, outcome, Number(from));
  const { source, why, remedy } = outcome.refusal;
  return { action: "shown", source, why: `${why}; ${remedy}` };
}

/** Whose limit it is, and where that is written. */
function ofAlert(sources: Sources, { shared }: Shared, value: number): Verdict {
  const { owner, source } = ownerOf(sources, shared.alert, value, shared.source);
  const whose = owner === "" ? "" : ` (owner ${owner})`;
  return {
    action: "shared",
    source,
    why: `it is the limit of alert ${shared.alert}${whose}: --with-alert changes both, if the alert still means what its proof says`,
  };
}

function ownerOf(sources: Sources, alert: string, value: number, otherwise: string) {
  try {
    return alertCode(sources, alert, value);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { owner: "", source: otherwise };
  }
}

/** Whether something is in Grafana that would not be in the code afterwards. */
export const leaves = ({ changes, repairs }: Plan): boolean =>
  repairs.length > 0 || changes.some(({ action, side }) => action !== "pulled" && side !== "code");
