import type { ActiveAlert, AlertingRule, AlertState, Labels, RuleGroups } from "./prometheus.ts";

/** An alert that a panel's description names, and how it is now. */
export interface Watch {
  readonly name: string;
  /** As the description says it. */
  readonly severity: string;
  /** `missing`: Prometheus has no such rule. */
  readonly state: AlertState | "missing";
}

/** Most urgent first. */
const STATES: readonly Watch["state"][] = ["firing", "pending", "missing", "unknown", "inactive"];
const SEVERITIES: readonly string[] = ["critical", "warning", "info"];

const rank = (order: readonly string[], one: string): number =>
  (order.indexOf(one) + order.length + 1) % (order.length + 1);

/**
 * What follows "Watched by" at the end of a panel's description: names with severities. One of severity `none` fires
 * always, to show that alerts arrive, so it is no trouble to be marked.
 */
export function watchersIn(description: string): readonly { readonly name: string; readonly severity: string }[] {
  const at = description.lastIndexOf("Watched by ");
  if (at < 0) return [];
  return [...description.slice(at).matchAll(/(\w+) \((\w+)\)/g)]
    .map(([, name = "", severity = ""]) => ({ name, severity }))
    .filter(({ severity }) => severity !== "none");
}

const alertingRules = ({ groups }: RuleGroups): readonly AlertingRule[] =>
  groups.flatMap(({ rules }) => rules.filter((rule) => rule.type === "alerting"));

/** The alerts that watch a panel, most urgent first. */
export function watchesOf(description: string, rules: RuleGroups): readonly Watch[] {
  const known = alertingRules(rules);
  return watchersIn(description)
    .map(({ name, severity }) => ({ name, severity, state: stateOf(known.filter((rule) => rule.name === name)) }))
    .sort(
      (a, b) =>
        rank(STATES, a.state) - rank(STATES, b.state) || rank(SEVERITIES, a.severity) - rank(SEVERITIES, b.severity),
    );
}

/** The most urgent of those of one name. */
function stateOf(rules: readonly AlertingRule[]): Watch["state"] {
  const states: readonly Watch["state"][] = rules.map(({ state }) => state);
  return STATES.find((state) => states.includes(state)) ?? "missing";
}

export interface ListedAlert extends ActiveAlert {
  readonly name: string;
  readonly severity: string;
}

/** What fires or is pending, most severe first, then what fires, then by name. */
export const listedAlerts = (rules: RuleGroups, admits: (labels: Labels) => boolean): readonly ListedAlert[] =>
  alertingRules(rules)
    .flatMap(({ name, alerts }) =>
      alerts.map((alert) => ({ ...alert, name, severity: alert.labels["severity"] ?? "" })),
    )
    .filter(({ state, labels }) => (state === "firing" || state === "pending") && admits(labels))
    .sort(
      (a, b) =>
        rank(SEVERITIES, a.severity) - rank(SEVERITIES, b.severity) ||
        rank(STATES, a.state) - rank(STATES, b.state) ||
        a.name.localeCompare(b.name, "en"),
    );

/**
 * Whether labels pass a filter such as `{severity!="none", job=~"a|b"}`, by Prometheus' rules: a missing label is an
 * empty one, a pattern matches the whole value. Undefined where the filter cannot be read.
 */
export function labelFilter(text: string): ((labels: Labels) => boolean) | undefined {
  const body = text.trim().replace(/^\{/, "").replace(/\}$/, "").trim();
  if (body === "") return () => true;
  const matchers = body.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((one) => matcher(one.trim()));
  return matchers.every((one) => one !== undefined)
    ? (labels) => matchers.every((matches) => matches(labels))
    : undefined;
}

function matcher(text: string): ((labels: Labels) => boolean) | undefined {
  const [, label = "", operator, value = ""] = /^(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"$/.exec(text) ?? [];
  if (operator === undefined) return undefined;
  const plain = value.replaceAll(/\\(.)/g, "$1");
  const equal = operator.endsWith("~")
    ? new RegExp(`^(?:${plain})$`, "s").test.bind(new RegExp(`^(?:${plain})$`, "s"))
    : (one: string) => one === plain;
  return (labels) => equal(labels[label] ?? "") !== operator.startsWith("!");
}
