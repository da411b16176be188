import { divided } from "../../metrics/duration.ts";
import type { Duration } from "../../metrics/units.ts";
import { receiversDiffer } from "../errors.ts";
import type { LabelMatch } from "./matchers.ts";
import type { Receiver } from "./receiver.ts";
import { distinctIntervals, type TimeInterval } from "./time-interval.ts";

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
  /** Labels whose values a message's alerts share; inherited when absent, at the root `GROUP_BY`. */
  readonly groupBy?: readonly string[];
  /** Not inherited. What still fires when the time is over is told then. */
  readonly muted?: readonly TimeInterval[];
  /** Told at these times only; not inherited. */
  readonly active?: readonly TimeInterval[];
  /** Let the routes after this one have the alert as well. */
  readonly continue?: true;
  readonly routes?: readonly Route[];
}
/** Alertmanager's last resort takes everything at all times. */
export interface RootRoute extends Route {
  readonly timing: Timing;
  readonly when?: never;
  readonly muted?: never;
  readonly active?: never;
}

/** One message tells what broke alike: of one alert, in one job. */
export const GROUP_BY: readonly string[] = ["alertname", "job", "severity"];

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

const everyRoute = (route: Route): readonly Route[] => [route, ...(route.routes ?? []).flatMap(everyRoute)];

/** Every receiver of the tree, once. Fails when two differ under one name. */
export function receiversOf(root: Route): readonly Receiver[] {
  const byName = new Map<string, Receiver>();
  for (const { to } of everyRoute(root)) {
    const known = byName.get(to.name) ?? to;
    if (JSON.stringify(known) !== JSON.stringify(to)) throw receiversDiffer(to.name);
    byName.set(to.name, to);
  }
  return [...byName.values()];
}

/** Every time interval of the tree, once. Fails when two differ under one name. */
export const intervalsOf = (root: Route): readonly TimeInterval[] =>
  distinctIntervals(everyRoute(root).flatMap(({ muted = [], active = [] }) => [...muted, ...active]));
