import type { Catalogue } from "../../promql/checker/index.ts";
import type { Dashboard } from "../dashboard.ts";

/** An alert as the rules know it. */
export interface KnownAlert {
  readonly name: string;
  readonly promql: string;
  /** What it compares with, in the base unit of its condition. */
  readonly threshold: number;
}

/** What a dashboard is judged by. */
export interface Surroundings {
  readonly catalogue: Catalogue;
  readonly alerts: readonly KnownAlert[];
  /** What each recording rule records. */
  readonly recordings: ReadonlyMap<string, string>;
  /** Every dashboard of the Grafana, this one included. */
  readonly dashboards: readonly Dashboard[];
  /** Seconds between two evaluations of the rules. */
  readonly evaluationInterval: number;
}

export interface Subject extends Surroundings {
  readonly dashboard: Dashboard;
}

/** One thing that is wrong. */
export interface Finding {
  /** A panel or variable as a reader finds it; undefined: the dashboard itself. */
  readonly where?: string;
  /** The panel's key, for waivers and for programs. */
  readonly panel?: string;
  /** What was found and what to do, as the rest of a sentence. */
  readonly message: string;
}

/** One mistake that a dashboard can hold: a value; neighbours share a file. Every example is run by a table test. */
export interface LintRule {
  /** `panel/unit`: stable. */
  readonly id: string;
  readonly summary: string;
  /** Why it is a mistake, for a reader who made it. */
  readonly why: string;
  /** A warning may be right; an error never is. */
  readonly severity: "error" | "warning";
  /** Dashboards that break the rule, among those of `sample.ts`. */
  readonly bad: readonly Dashboard[];
  readonly good: readonly Dashboard[];
  readonly run: (subject: Subject) => readonly Finding[];
}

/** A problem that is meant to be there. One that matches nothing is a problem itself. */
export interface Waiver {
  readonly rule: string;
  /** A dashboard's uid. */
  readonly dashboard: string;
  /** A panel's key; undefined: the whole dashboard. */
  readonly panel?: string;
  readonly reason: string;
}

export interface Problem extends Finding {
  readonly rule: string;
  readonly severity: LintRule["severity"];
  /** The dashboard's uid. */
  readonly dashboard: string;
}
