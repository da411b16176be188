import {
  changeInWords,
  compared,
  type Difference,
  type Sided,
  type Versions,
} from "../../lib/dashboards/diff/index.ts";
import type { Dashboard } from "../../lib/dashboards/index.ts";
import { alertCode, edit, type Outcome, Refused, type Sources } from "../../lib/dashboards/source/edit/index.ts";

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
  /** Whether anybody knows what was last applied. */
  readonly appliedKnown: boolean;
}

export type Shared = Extract<Outcome, { kind: "shared" }>;

/** Compares three versions and edits the sources in memory; nothing is written. */
export function planOf(sources: Sources, code: Dashboard, versions: Versions): Plan {
  const all = compared(versions);
  const torn = new Set(all.filter(({ side }) => side === "both").map(subject));
  const wanted = all.filter((one) => one.side === "grafana" && !torn.has(subject(one)));
  const { files, outcomes } = edit(sources, code, wanted);
  const outcomeOf = new Map(outcomes.map((outcome) => [outcome.difference, outcome]));
  return {
    uid: code.uid,
    title: code.title,
    changes: all.map((one) => changeOf(sources, one, outcomeOf.get(one))),
    files,
    written: outcomes.flatMap(({ kind, difference }) => (kind === "written" ? [difference] : [])),
    shared: outcomes.filter((one): one is Shared => one.kind === "shared"),
    appliedKnown: versions.applied !== undefined,
  };
}

const subject = ({ noun, key }: Difference): string => `${noun} ${key}`;

function changeOf(sources: Sources, one: Sided, outcome: Outcome | undefined): Change {
  const { noun, key, name, what, from, to, side } = one;
  const about = noun === "dashboard" ? "dashboard" : `${noun} ${name}`;
  const words = `${about}: ${changeInWords(one)}`;
  const common = { noun, key, panel: noun === "panel" ? key : null, what, from, to, side, words };
  return { ...common, ...verdict(sources, one, outcome) };
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
    why: `it is the limit of alert ${shared.alert}${whose}: --with-alert changes both`,
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

/** A change that is in Grafana and would not be in the code afterwards. */
export const isLeft = ({ action, side }: Change): boolean => action !== "pulled" && side !== "code";
