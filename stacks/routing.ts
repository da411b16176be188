import {
  type OmittedReceiver,
  type RootRoute,
  type Routing,
  routingFaults,
  routingTable,
  type ServicesOfJob,
  secretsOf,
  withSecrets,
} from "../lib/alerting/routing/index.ts";
import { days } from "../lib/metrics/units.ts";
import type { Secret } from "../lib/services/secret.ts";
import type { Target } from "../lib/services/target.ts";
import { watchedBy } from "../lib/services/watch.ts";
import { JOBS } from "../metrics/index.ts";
import { rules } from "../rules/index.ts";
import { everyInhibition, values } from "../rules/inhibitions.ts";
import type { Audience } from "./audience.ts";
import type { Environment } from "./environment.ts";
import { peopleUntold } from "./errors.ts";
import type { Given, Model } from "./model.ts";
import { isHad } from "./resolution.ts";
import { routesTo } from "./routes.ts";
import { targets } from "./targets.ts";

/** Alertmanager's own, as nobody sets `--data.retention`. */
const RETENTION = days(5);

/** What a job's alerts are about: what is scraped, and what is probed or exported. */
const servicesOf: ServicesOfJob = (job) =>
  Object.values(targets as Readonly<Record<string, Target>>)
    .filter((target) => target.job === job)
    .flatMap(watchedBy);

const given = { servicesOf, values, retention: RETENTION };

/** Every alert there can be, and the tree of an audience at the pace of a real environment. */
export const everyRouting = (audience: Audience): Routing => ({
  ...given,
  alerts: rules({ jobs: JOBS }).flatMap((group) => group.alerts),
  route: routesTo(audience),
  inhibitions: everyInhibition,
});

/**
 * The routes to whom this environment tells, at the pace of a real one, without the receivers whose secret was not
 * given. Where the dead man's switch is one of them, people are told of the Watchdog.
 */
export function routeIn(given: Given): {
  readonly route: RootRoute;
  readonly omitted: readonly OmittedReceiver[];
} {
  const { audience } = given.environment;
  const has = hadIn(given);
  const { deadManSwitch, ...others } = audience;
  const isWatched = deadManSwitch !== undefined && secretsOf(deadManSwitch).every(has);
  const { route } = withSecrets(routesTo(isWatched ? audience : others), has);
  return { route, omitted: withSecrets(routesTo(audience), has).omitted };
}

/** A hosted Grafana is given the secrets of its contact points when it is filled: this machine need not have them. */
const hadIn =
  ({ environment, resolution }: Given) =>
  (secret: Secret): boolean =>
    environment.ground.kind === "hosted-grafana" || isHad(secret, resolution);

/** Fails when the receiver that people read is one whose secret was not given: nobody would be told of anything. */
export function assertPeopleTold(given: Given): void {
  const { name, audience } = given.environment;
  const has = hadIn(given);
  const missing = secretsOf(audience.people).filter((secret) => !has(secret));
  if (missing.length > 0)
    throw peopleUntold(
      name,
      audience.people.name,
      missing.map((secret) => secret.name),
    );
}

/** Fails when alerts of this environment would be lost, are told at times that do not work out, or silence each other. */
export function assertRouted({ groups, route, inhibitions, targets: scraped }: Model): void {
  const alerts = groups.flatMap((group) => group.alerts);
  const complete = JOBS.every((job) => scraped.some((target) => target.job === job));
  const faults = routingFaults({ ...given, alerts, route, inhibitions });
  const [fault] = faults.filter(({ code }) => complete || !IDLE.has(code));
  if (fault) throw fault;
}

/** No fault where a job is omitted: what is idle may have been there for its alerts. */
const IDLE: ReadonlySet<string> = new Set(["routing/dead-route", "routing/unused-receiver"]);

const INTRODUCTION = `# Routing

Who is told of which alert, when, and which alerts silence it, in each environment. Made of the rules, the routes in
\`stacks/routes.ts\` to the environment's \`audience\`, and the inhibitions in \`rules/inhibitions.ts\`, by walking every alert
with every set of labels it can carry through the tree, as Alertmanager does; \`amtool config routes test\` agrees. Labels
are named only where they decide; \`*\` is any other value. The times are \`group_wait\`, \`group_interval\` and
\`repeat_interval\`. Where a cell has several lines, they are the receivers' in their order.`;

/** docs/routing.md: a table for each audience, under the names of the environments that have it. */
export function routingPage(environments: readonly Environment[]): string {
  const audiences = [...new Set(environments.map(({ audience }) => audience))];
  const tables = audiences.map((audience) => {
    const names = environments.filter((one) => one.audience === audience).map(({ name }) => name);
    return `## ${names.join(", ")}\n\n${routingTable(everyRouting(audience))}\n`;
  });
  return [INTRODUCTION, ...tables].join("\n\n");
}
