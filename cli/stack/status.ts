import type { Service } from "../../lib/services/service.ts";
import type { Model } from "../../stacks/model.ts";
import type { Context } from "../command.ts";
import { isMistake } from "../errors.ts";
import { type Container, containers } from "./containers.ts";
import { type AlertState, type Prometheus, prometheus, type TargetState } from "./prometheus.ts";
import { adminLogin, type Site } from "./site.ts";
import { notUp } from "./wait.ts";

/** What `quantflow status --json` prints: a contract; fields are added, never renamed or removed. */
export interface Status {
  readonly services: readonly ServiceStatus[];
  readonly targets: readonly TargetState[];
  readonly alerts: readonly AlertState[];
  readonly omitted: readonly { readonly name: string; readonly why: string }[];
}

export interface ServiceStatus {
  readonly name: string;
  /** As the engine says it (`running`, `exited`, ...), or `absent`. */
  readonly state: string;
  readonly health: string;
  /** What a person opens; null where nothing is published. */
  readonly url: string | null;
}

export interface Findings {
  readonly status: Status;
  /** Why targets and alerts could not be asked for; undefined when they were. */
  readonly silence: string | undefined;
}

/** The instance as it is now. Parts that are down are told as such; nothing here fails because of them. */
export async function statusOf({ run }: Pick<Context, "run">, site: Site, platform: Model): Promise<Findings> {
  const found = await containers(run, platform.services.map(site.names.container));
  const services = platform.services.map((service): ServiceStatus => {
    const one = found.get(site.names.container(service));
    const [opened] = service.opens ?? [];
    return { name: service.name, ...condition(one), url: opened ? platform.publicUrl(service, opened) : null };
  });
  const { targets, alerts, silence } = await observed(site, platform);
  return { status: { services, targets, alerts, omitted: platform.omitted }, silence };
}

const condition = (one: Container | undefined): { state: string; health: string } =>
  one ? { state: one.state, health: one.health } : { state: "absent", health: "none" };

async function observed(site: Site, platform: Model) {
  try {
    const api = prometheusOf(site, platform);
    // An agent knows no alerts: whoever evaluates the rules does.
    const evaluates = platform.environment.profile.scrapers.some(({ agent }) => !agent);
    const [targets, alerts] = await Promise.all([api.targets(), evaluates ? api.alerts() : []]);
    return { targets, alerts, silence: undefined };
  } catch (error) {
    if (!isMistake(error)) throw error;
    return { targets: [], alerts: [], silence: `${error.message}\n  ${error.remedy}` };
  }
}

/** The instance's Prometheus, asked as the administrator. */
export const prometheusOf = (site: Site, platform: Model): Prometheus =>
  prometheus(platform.publicUrl(prometheusIn(platform), "web"), adminLogin(site));

function prometheusIn({ services }: Model): Service {
  const service = services.find(({ name }) => name === "prometheus");
  if (!service) throw new Error("the model has no prometheus");
  return service;
}

/** How many targets each job must have. */
export function expectedTargets({ targets }: Model): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { job } of targets) counts.set(job, (counts.get(job) ?? 0) + 1);
  return counts;
}

/** Paths of the rule files that Prometheus must have loaded. */
export function expectedRules(platform: Model): readonly string[] {
  const { mount = "", files = new Map() } = prometheusIn(platform).configuration ?? {};
  return [...files.keys()].filter((name) => name.startsWith("rules/")).map((name) => `${mount}/${name}`);
}

/** True when every service is healthy, every target up, and no alert fires but the Watchdog, which always does. */
export const isWell = ({ status, silence }: Findings, expected: ReadonlyMap<string, number>): boolean =>
  silence === undefined &&
  status.services.every(({ state, health }) => state === "running" && (health === "healthy" || health === "none")) &&
  notUp(status.targets, expected).length === 0 &&
  troubles(status.alerts).length === 0;

/** Firing alerts that ask for somebody. */
export const troubles = (alerts: readonly AlertState[]): AlertState[] =>
  alerts.filter(({ name, state }) => state === "firing" && name !== "Watchdog");
