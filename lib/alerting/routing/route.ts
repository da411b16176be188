import { divided } from "../../metrics/duration.ts";
import type { Duration } from "../../metrics/units.ts";
import type { Secret } from "../../services/secret.ts";
import type { Service } from "../../services/service.ts";
import { receiversDiffer, type Unreachable, unreachableAlerts } from "../errors.ts";
import type { Alert } from "../rules/alert.ts";
import { labelsOf } from "../rules/file.ts";
import { type LabelMatch, type LabelSet, matches } from "./matchers.ts";
import { type Receiver, secretsOf } from "./receiver.ts";

/** When a group of alerts is told. */
export interface Timing {
  /** From a group's first alert to its first message, so that what breaks together is told together. */
  readonly wait: Duration;
  /** To the next message when the group changed, also to say that it is over; also a slow receiver's time limit. */
  readonly interval: Duration;
  /** To the next message when nothing changed; a multiple of `interval`. */
  readonly repeat: Duration;
}

/** A node of Alertmanager's routing tree. */
export interface Route {
  readonly to: Receiver;
  /** Everything when absent. */
  readonly when?: LabelMatch;
  /** Inherited from the route above when absent; the root must have one. */
  readonly timing?: Timing;
  /** Let the routes after this one have the alert as well. */
  readonly continue?: true;
  readonly routes?: readonly Route[];
}
export interface RootRoute extends Route {
  readonly timing: Timing;
  readonly when?: never;
}

/** The receivers an alert with these labels goes to. Source: alertmanager dispatch/route.go, Match. */
export const reach = (labels: LabelSet, root: Route): readonly Receiver[] =>
  reached(labels, root).filter(({ kind }) => kind !== "absent");

function reached(labels: LabelSet, route: Route): readonly Receiver[] {
  if (!matches(route.when ?? {}, labels)) return [];
  const found: Receiver[] = [];
  for (const child of route.routes ?? []) {
    const receivers = reached(labels, child);
    found.push(...receivers);
    if (receivers.length > 0 && !child.continue) break;
  }
  return found.length > 0 ? found : [route.to];
}

/** The services that a job's alerts are about: the one that is scraped, and the one that it is asked about. */
export type ServicesOfJob = (job: string) => readonly Service[];

/** Alerts that call nobody, or whose every receiver lives in what the alert is about. */
export const unreachable = (alerts: readonly Alert[], root: Route, servicesOf: ServicesOfJob): readonly Unreachable[] =>
  alerts.flatMap((alert) => {
    const labels = labelsOf(alert);
    const receivers = reach({ ...labels, alertname: alert.name }, root);
    const about = servicesOf(labels["job"] ?? "").map(({ name }) => name);
    const calls = receivers.some(({ keepsHistoryOnly }) => !keepsHistoryOnly);
    const survives = receivers.some(({ livesIn }) => !livesIn || !about.includes(livesIn.name));
    return calls && survives ? [] : [{ alert: alert.name, only: receivers.map(({ name }) => name) }];
  });

/** Fails when an alert would call nobody, or only what it reports on. */
export function assertReachable(alerts: readonly Alert[], root: Route, servicesOf: ServicesOfJob): void {
  const lost = unreachable(alerts, root, servicesOf);
  if (lost.length > 0) throw unreachableAlerts(lost);
}

/** The same tree, told `divisor` times as quickly. */
export const pacedRoute = <R extends Route>(route: R, divisor: number): R => ({
  ...route,
  ...(route.timing && { timing: pacedTiming(route.timing, divisor) }),
  ...(route.routes && { routes: route.routes.map((child) => pacedRoute(child, divisor)) }),
});

const pacedTiming = ({ wait, interval, repeat }: Timing, divisor: number): Timing => ({
  wait: divided(wait, divisor),
  interval: divided(interval, divisor),
  repeat: divided(repeat, divisor),
});

/** Every receiver of the tree, once. Fails when two differ under one name. */
export function receiversOf(root: Route): readonly Receiver[] {
  const byName = new Map<string, Receiver>();
  for (const receiver of everyReceiver(root)) {
    const known = byName.get(receiver.name);
    if (known && JSON.stringify(known) !== JSON.stringify(receiver)) throw receiversDiffer(receiver.name);
    byName.set(receiver.name, receiver);
  }
  return [...byName.values()];
}

const everyReceiver = ({ to, routes = [] }: Route): readonly Receiver[] => [to, ...routes.flatMap(everyReceiver)];

export interface OmittedReceiver {
  readonly name: string;
  readonly why: string;
}

/** Leaves out the receivers whose secrets an environment has not got, and says which. */
export function withSecrets(
  root: RootRoute,
  has: (secret: Secret) => boolean,
): { readonly route: RootRoute; readonly omitted: readonly OmittedReceiver[] } {
  const omitted = receiversOf(root).flatMap((receiver) => {
    const missing = secretsOf(receiver).filter((secret) => !has(secret));
    return missing.length > 0
      ? [{ name: receiver.name, why: `its secret ${missing.map(({ name }) => name).join(", ")} is not there` }]
      : [];
  });
  const absent = new Set(omitted.map(({ name }) => name));
  return { route: without(root, absent), omitted };
}

const without = <R extends Route>(route: R, absent: ReadonlySet<string>): R => ({
  ...route,
  to: absent.has(route.to.name) ? { kind: "absent", name: route.to.name } : route.to,
  ...(route.routes && { routes: route.routes.map((child) => without(child, absent)) }),
});
