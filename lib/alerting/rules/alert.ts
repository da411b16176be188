import type { Duration, Unit } from "../../metrics/units.ts";
import type { Condition } from "../../promql/index.ts";
import type { Meaning } from "../proofs/meaning.ts";

export const SEVERITIES = ["critical", "warning", "info", "none"] as const;
/** `critical`: someone acts now. `warning`: someone acts today. `info`: on record. `none`: the Watchdog, always firing. */
export type Severity = (typeof SEVERITIES)[number];

/** What a text may mention: `label.stream` prints as `{{ $labels.stream }}`; threshold and `for` are the rule's own. */
export interface Facts<L extends string> {
  readonly label: { readonly [K in L]: string };
  /** The current value, in the unit of the condition, as Prometheus' own templates humanize it. */
  readonly value: string;
  readonly threshold: string;
  readonly for: string;
  /** A window of the rule as it applies here: an environment may run at another pace. */
  readonly time: (duration: Duration) => string;
}

export interface Texts {
  readonly summary: string;
  readonly description: string;
}

/** Knows no panel and no receiver: panels name the alert they show, routes go by its labels. */
export interface Alert {
  readonly name: string;
  readonly condition: Condition<string, Unit>;
  /** When it fires and when not, in terms of what happens; proven, not read by anything else. */
  readonly meaning: Meaning;
  /** How long the condition must hold; undefined fires at the first evaluation. */
  readonly for?: Duration;
  readonly severity: Severity;
  /** The team that acts. */
  readonly owner: string;
  /** Constant labels beside severity and owner, for routes and inhibitions. */
  readonly labels: Readonly<Record<string, string>>;
  readonly texts: (facts: Facts<string>) => Texts;
}

export const alert = <L extends string, U extends Unit>(
  name: string,
  definition: {
    readonly condition: Condition<L, U>;
    readonly meaning: Meaning;
    readonly for?: Duration;
    readonly severity: Severity;
    readonly owner: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly summary: (facts: Facts<NoInfer<L>>) => string;
    readonly description: (facts: Facts<NoInfer<L>>) => string;
  },
): Alert => {
  const { summary, description, labels = {}, ...rest } = definition;
  const texts = (facts: Facts<string>): Texts => ({
    summary: summary(facts as Facts<L>),
    description: description(facts as Facts<L>),
  });
  return { ...rest, name, labels, texts };
};
