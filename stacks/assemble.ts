import { pacedRoute, receiverSecrets } from "../lib/alerting/routing/index.ts";
import type { Alert } from "../lib/alerting/rules/alert.ts";
import type { Group } from "../lib/alerting/rules/group.ts";
import { paced } from "../lib/alerting/rules/pace.ts";
import { assertCovered } from "../lib/alerting/runbooks/index.ts";
import { encrypted, encryptedBy, encryptedPorts } from "../lib/services/encryption.ts";
import type { Service } from "../lib/services/service.ts";
import type { Target } from "../lib/services/target.ts";
import { assertTargets, linksOf } from "../lib/services/target-graph.ts";
import { watchedBy } from "../lib/services/watch.ts";
import { JOBS, type Job } from "../metrics/index.ts";
import { rules } from "../rules/index.ts";
import { inhibitions } from "../rules/inhibitions.ts";
import { withoutEvaluation } from "./agent.ts";
import { requireCapacity } from "./capacity.ts";
import { portNotGiven } from "./errors.ts";
import { requireExported } from "./exported.ts";
import { alertmanagerFiles, grafanaFiles, grafanaReads, prometheusFiles, shownDashboards } from "./files.ts";
import { contentHash } from "./images.ts";
import type { Given, Model } from "./model.ts";
import { omissions, running } from "./omissions.ts";
import { servicesIn } from "./profile.ts";
import { publicUrlIn } from "./public-url.ts";
import { requireRecordings } from "./recordings.ts";
import { routesTo } from "./routes.ts";
import { assertPeopleTold, assertRouted, routeIn } from "./routing.ts";
import { RUNBOOKS, runbooks } from "./runbooks.ts";
import { configuredAlertmanager } from "./services/alertmanager.ts";
import { CERTIFICATES, certificateTargets } from "./services/certificates.ts";
import { configuredGrafana } from "./services/grafana.ts";
import { alertmanager, grafana, preview, prometheus, quantflowApp, watchman } from "./services/index.ts";
import { configuredPreview } from "./services/preview.ts";
import { configuredPrometheus } from "./services/prometheus.ts";
import { configuredApp } from "./services/quantflow-app.ts";
import { configuredWatchman } from "./services/watchman.ts";
import { targetGraph } from "./target-graph.ts";
import { targets } from "./targets.ts";

/** A model that is proven. Fails with the first thing that is wrong with it. */
export function assemble(given: Given): Model {
  const model = unproven(given);
  for (const prove of PROOFS) prove(model);
  return model;
}

/**
 * The model as it is written, for who asks what is wrong with it. Fails when a service opens a port that the
 * environment does not place.
 */
export function unproven(given: Given): Model {
  const { profile } = given.environment;
  const wanted = servicesIn(profile);
  const omitted = omissions(wanted, given);
  const services = running(wanted, omitted);
  const isEncrypted = encryptedBy(given.environment.encryption);
  const scraped = [
    ...Object.values(targets).filter(({ job }) => job !== CERTIFICATES),
    ...profile.targets,
    ...certificateTargets(encryptedPorts(services, isEncrypted)),
  ].filter((target) => isPresent(target, services));
  const hostPort = hostPortIn(given);
  const alerting = alertingOf(given, scraped);
  const bare: Model = {
    ...given,
    ...alerting,
    services,
    omitted: [...omitted, ...alerting.omitted],
    targets: scraped,
    hostPort,
    publicUrl: publicUrlIn(given.environment, hostPort),
  };
  const links = linksOf(targetGraph(bare));
  return {
    ...bare,
    services: services.map((service) => encrypted(configured(service, bare), given.environment.encryption, links)),
  };
}

/** What is proven of every model before anything is made of it; each fails with what was found, where, and what to do. */
const PROOFS: readonly ((model: Model) => void)[] = [
  // Every version that runs is one whose metrics were recorded.
  ({ services }) => requireRecordings(services),
  // Every metric that rules and panels use is exported, and no job or label bursts its budget.
  (model) => requireExported(model),
  (model) => requireCapacity(model),
  // Every service is watched, and every connection has its port, network and credentials.
  (model) => assertTargets(targetGraph(model)),
  // Every alert reaches someone, at times that work out.
  assertPeopleTold,
  assertRouted,
  // Every alert of every job has a runbook, and every runbook its alert.
  ({ instance }) => assertCovered(runbooks(instance), alertsOf(rules({ jobs: JOBS })), RUNBOOKS),
];

const alertsOf = (groups: readonly Group[]): readonly Alert[] => groups.flatMap((group) => group.alerts);

/** Rules and routes for the jobs that are there, at the environment's pace. */
function alertingOf(given: Given, scraped: readonly Target<Job>[]) {
  const { pace, profile } = given.environment;
  const every = rules({ jobs: [...new Set(scraped.map((target) => target.job))] });
  const { groups, omitted: unasked } = withoutEvaluation(every, profile);
  const inhibited = inhibitions(groups);
  const { route, omitted } = routeIn(given);
  return {
    groups: groups.map((group) => paced(group, pace)),
    route: pacedRoute(route, pace),
    inhibitions: inhibited,
    omitted: [...unasked, ...omitted.map(({ name, why }) => ({ name: `receiver ${name}`, why }))],
  };
}

/** A target goes with the service that answers, and with the one that it is about. */
const isPresent = (target: Target, present: readonly Service[]): boolean =>
  watchedBy(target).every((needed) => present.some(({ name }) => name === needed.name));

const hostPortIn =
  ({ environment, instance }: Given) =>
  (service: Service, port: string): number => {
    const placed = environment.hostPorts[service.name]?.[port];
    if (placed === undefined) throw portNotGiven(service.name, port, environment.name);
    return placed + instance.portOffset;
  };

/** Those services whose files follow from the whole model get them. */
function configured(service: Service, model: Model): Service {
  const opened = () => model.publicUrl(service, "web");
  const { profile, interval } = model.environment;
  const { scrapers, alertmanagers, samples } = profile;
  if (service === quantflowApp) return configuredApp({ built: builtFrom(model), market: model.environment.market });
  if (service === watchman) return watching(model);
  if (scrapers.some((scraper) => scraper.service === service))
    return configuredPrometheus(service, {
      files: prometheusFiles(model, service.name),
      externalUrl: opened(),
      interval,
    });
  if (alertmanagers.some((at) => at.service === service))
    return speakingTo(model, configuredAlertmanager(service, alertmanagerFiles(model), opened()));
  if (service === grafana)
    return configuredGrafana({ files: grafanaFiles(model), externalUrl: opened(), reads: grafanaReads(model) });
  if (service === preview)
    return configuredPreview(shownDashboards(model), {
      interval,
      samples,
      prometheusUrl: model.publicUrl(prometheus, "web"),
      isEncrypted: encryptedBy(model.environment.encryption),
    });
  return service;
}

/** An Alertmanager with what its receivers ask for, be it given yet or not: a volume is there before what fills it. */
function speakingTo({ environment }: Model, alertmanager: Service): Service {
  const asked = receiverSecrets({ route: routesTo(environment.audience) });
  return {
    ...alertmanager,
    secrets: { ...alertmanager.secrets, ...asked },
    // It reads the file of a receiver at each notification.
    rereads: [...new Set([...(alertmanager.rereads ?? []), ...Object.keys(asked)])],
  };
}

/** The watchman, with the addresses that its mails lead to. */
function watching({ environment, publicUrl }: Model): Service {
  const { watchman: watchfulness, pace, label } = environment;
  return configuredWatchman({
    ...{ watchfulness, pace, environment: label },
    lookAt: [
      "what runs and what does not: npx quantflow status, and npm run up, which repairs it",
      `Prometheus: does it fire Watchdog, and know an Alertmanager? ${publicUrl(prometheus, "web")}`,
      `Alertmanager: does it have Watchdog, and is there no silence for it? ${publicUrl(alertmanager, "web")}`,
      "rules/runbooks/Watchdog.md",
    ],
  });
}

/** Twelve digits of the application's content hash: what the running image was built from. */
const builtFrom = ({ resolution }: Model): string => contentHash("quantflow-app", resolution.imageSource).slice(0, 12);
