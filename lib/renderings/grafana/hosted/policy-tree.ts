/** The notification policy that a Grafana has now, held against ours: applying ours takes the place of all of it. */
import { parseDuration } from "../../../metrics/duration.ts";
import type { Policy } from "./policy.ts";

/** As GET /api/v1/provisioning/policies answers; a child of it has the same form. */
export interface PolicyAnswer {
  readonly receiver?: string;
  readonly group_by?: readonly string[];
  readonly object_matchers?: readonly (readonly [label: string, match: string, value: string])[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly mute_time_intervals?: readonly string[];
  readonly active_time_intervals?: readonly string[];
  readonly continue?: boolean;
  readonly routes?: readonly PolicyAnswer[];
}

/**
 * Lines of what stands there and would be gone, one a policy: `severity="critical", grouped by job, to pager`. Empty
 * where the tree is ours, or the one that a new Grafana has.
 */
export function overwritten(answer: PolicyAnswer, ours: Policy): readonly string[] {
  const wanted = new Set(linesOfPolicy(ours));
  const standing = linesOfAnswer(answer);
  if (isUntouched(answer) || (standing.length === wanted.size && standing.every((line) => wanted.has(line)))) return [];
  return standing.filter((line) => !wanted.has(line)).length > 0
    ? standing.filter((line) => !wanted.has(line))
    : ["the order or the number of the policies"];
}

/**
 * Whether the two send the same alerts to the same contact points: the same matchers, in the same order and depth. How
 * alerts are grouped, and when they are told, may differ.
 */
export const sameRoutes = (answer: PolicyAnswer, { contactPoint, matchers, policies, ...ours }: Policy): boolean => {
  const { receiver, object_matchers = [], routes = [] } = answer;
  const wanted = matchers.map(({ label, match, value }) => written(label, match, value));
  const standing = object_matchers.map(([label, match, value]) => written(label, match, value));
  return (
    receiver === contactPoint &&
    JSON.stringify(standing.sort()) === JSON.stringify(wanted.sort()) &&
    (answer.continue ?? false) === ours.continue &&
    routes.length === policies.length &&
    policies.every((policy, index) => sameRoutes(routes[index] ?? {}, policy))
  );
};

/** What Grafana has before anybody told it anything: nothing but its default contact point, grouping and times. */
const isUntouched = ({ receiver = "empty", routes = [], ...answer }: PolicyAnswer): boolean => {
  const { group_by = [], group_wait = "30s", group_interval = "5m", repeat_interval = "4h" } = answer;
  return (
    routes.length === 0 &&
    DEFAULT_RECEIVERS.has(receiver) &&
    group_by.every((label) => DEFAULT_GROUPING.has(label)) &&
    [group_wait, group_interval, repeat_interval].map(canonical).join() === DEFAULT_TIMES.map(canonical).join()
  );
};

/** Source: Grafana's `default_configuration` of unified alerting, and Alertmanager's defaults of a route. */
const DEFAULT_RECEIVERS = new Set(["grafana-default-email", "empty"]);
const DEFAULT_GROUPING = new Set(["grafana_folder", "alertname"]);
const DEFAULT_TIMES = ["30s", "5m", "4h"];

interface Told {
  readonly matchers: readonly string[];
  readonly groupBy: readonly string[] | undefined;
  readonly times: readonly (string | undefined)[];
  readonly muted: readonly string[];
  readonly active: readonly string[];
  readonly goesOn: boolean;
  readonly to: string | undefined;
}

const linesOfPolicy = (policy: Policy, path = "the root", above: readonly string[] = []): readonly string[] => {
  const { timing, muteTimings, activeTimings } = policy;
  const groupBy = policy.groupBy ?? above;
  const told = {
    matchers: policy.matchers.map(({ label, match, value }) => written(label, match, value)),
    groupBy,
    times: [timing?.wait, timing?.interval, timing?.repeat],
    ...{ muted: muteTimings, active: activeTimings, goesOn: policy.continue, to: policy.contactPoint },
  };
  return [
    line(path, told),
    ...policy.policies.flatMap((child, index) => linesOfPolicy(child, place(path, index), groupBy)),
  ];
};

const linesOfAnswer = (answer: PolicyAnswer, path = "the root", above?: readonly string[]): readonly string[] => {
  const groupBy = answer.group_by && answer.group_by.length > 0 ? answer.group_by : above;
  const told = {
    matchers: (answer.object_matchers ?? []).map(([label, match, value]) => written(label, match, value)),
    groupBy,
    times: [answer.group_wait, answer.group_interval, answer.repeat_interval],
    muted: answer.mute_time_intervals ?? [],
    active: answer.active_time_intervals ?? [],
    goesOn: answer.continue ?? false,
    to: answer.receiver,
  };
  return [
    line(path, told),
    ...(answer.routes ?? []).flatMap((child, index) => linesOfAnswer(child, place(path, index), groupBy)),
  ];
};

/** `policy 2.1`, counted as they stand. */
const place = (path: string, index: number): string =>
  path.startsWith("policy") ? `${path}.${index + 1}` : `policy ${index + 1}`;

const written = (label: string, match: string, value: string): string => `${label}${match}${JSON.stringify(value)}`;

function line(path: string, { matchers, groupBy = [], times, muted, active, goesOn, to }: Told): string {
  const parts = [
    matchers.length > 0 ? [...matchers].sort().join(" and ") : "everything",
    `to ${to ?? "the contact point above"}`,
    ...(groupBy.length > 0 ? [`grouped by ${groupBy.join(", ")}`] : []),
    ...(times.some(Boolean) ? [`times ${times.map(canonical).join(" / ")}`] : []),
    ...(muted.length > 0 ? [`muted in ${muted.join(", ")}`] : []),
    ...(active.length > 0 ? [`only in ${active.join(", ")}`] : []),
    ...(goesOn ? ["goes on"] : []),
  ];
  return `${path}: ${parts.join(", ")}`;
}

/** Grafana spells a duration as it was given, or as Go does. */
const canonical = (time: string | undefined): string => {
  if (time === undefined || time === "") return "inherited";
  const seconds = parseDuration(time);
  return seconds === undefined ? time : `${seconds} s`;
};
