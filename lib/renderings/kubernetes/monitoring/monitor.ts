import type { Labels } from "../names.ts";
import type { KubernetesObject } from "../object.ts";
import { type JobTargets, type PlaceOf, placesOf, scrapedAlike } from "./jobs.ts";
import { addressRelabelings, endpointRelabelings, type RelabelConfig } from "./labels.ts";
import type { AddressPlace, Place, PodsPlace, ServicePlace } from "./place.ts";
import { authentication, pace, type Scraping, scrapeLimits, transport } from "./scraping.ts";
import { joined } from "./selector.ts";

export interface MonitorGiven {
  readonly scraping: Scraping;
  readonly labels: Labels;
  readonly placeOf: PlaceOf;
  /** What is done to the job's samples before they are stored. */
  readonly metricRelabelings: readonly RelabelConfig[];
}

/**
 * What scrapes a job: a ServiceMonitor where a Service stands in front of its pods, a PodMonitor where none does, a
 * ScrapeConfig for what is outside the cluster; always one, named for the job. Fails when the job's targets differ in
 * what one monitor has one of.
 */
export function monitorOf(job: JobTargets, given: MonitorGiven): KubernetesObject {
  const places = placesOf(job, given.placeOf);
  switch (places[0].kind) {
    case "service":
      return serviceMonitor(job, places as readonly [ServicePlace, ...ServicePlace[]], given);
    case "pods":
      return podMonitor(job, places as readonly [PodsPlace, ...PodsPlace[]], given);
    case "address":
      return scrapeConfig(job, places as readonly [AddressPlace, ...AddressPlace[]], given);
  }
}

const API = "monitoring.coreos.com";
const metadata = (job: string, { scraping, labels }: MonitorGiven) => ({
  name: job,
  namespace: scraping.namespace,
  labels,
});

function serviceMonitor(job: JobTargets, places: readonly [ServicePlace, ...ServicePlace[]], given: MonitorGiven) {
  return {
    apiVersion: `${API}/v1`,
    kind: "ServiceMonitor",
    metadata: metadata(job.job, given),
    spec: { ...selection(places), endpoints: [endpoint(job, places[0], given)], ...monitorLimits(job, places[0]) },
  };
}

function podMonitor(job: JobTargets, places: readonly [PodsPlace, ...PodsPlace[]], given: MonitorGiven) {
  return {
    apiVersion: `${API}/v1`,
    kind: "PodMonitor",
    metadata: metadata(job.job, given),
    spec: {
      ...selection(places),
      podMetricsEndpoints: [endpoint(job, places[0], given)],
      ...monitorLimits(job, places[0]),
    },
  };
}

const selection = (places: readonly [ServicePlace, ...ServicePlace[]] | readonly [PodsPlace, ...PodsPlace[]]) => ({
  namespaceSelector: { matchNames: [places[0].namespace] },
  selector: joined([places[0].selector, ...places.slice(1).map(({ selector }) => selector)]),
});

const monitorLimits = ({ targets }: JobTargets, { perNode }: Place) => scrapeLimits(targets[0], perNode);

function endpoint(job: JobTargets, place: ServicePlace | PodsPlace, { scraping, metricRelabelings }: MonitorGiven) {
  const target = scrapedAlike(job);
  return {
    port: place.port ?? target.at.port,
    path: place.path ?? target.at.path,
    ...transport(place.tls),
    ...pace(target, scraping),
    // As on Docker: what a target says of itself does not hide who was asked.
    honorLabels: false,
    ...authentication(target, place, scraping),
    relabelings: endpointRelabelings(job.job, place.perNode !== undefined),
    ...(metricRelabelings.length > 0 && { metricRelabelings }),
  };
}

function scrapeConfig(job: JobTargets, places: readonly [AddressPlace, ...AddressPlace[]], given: MonitorGiven) {
  const target = scrapedAlike(job);
  const [place] = places;
  const { interval, scrapeTimeout } = pace(target, given.scraping);
  const { scheme, ...tls } = transport(place.tls);
  return {
    apiVersion: `${API}/v1alpha1`,
    kind: "ScrapeConfig",
    metadata: metadata(job.job, given),
    spec: {
      staticConfigs: [{ targets: places.map((one) => one.authority) }],
      metricsPath: place.path ?? target.at.path,
      // In capitals, as the operator wants it here and in no other object up to 0.85.
      scheme: scheme.toUpperCase(),
      ...tls,
      scrapeInterval: interval,
      scrapeTimeout,
      honorLabels: false,
      ...authentication(target, place, given.scraping),
      ...monitorLimits(job, place),
      relabelings: addressRelabelings(job.job),
    },
  };
}
