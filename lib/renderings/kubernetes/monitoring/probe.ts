import { type Address, authority, url } from "../../../services/address.ts";
import type { Target } from "../../../services/target.ts";
import type { KubernetesObject } from "../object.ts";
import { type JobTargets, scrapedAlike } from "./jobs.ts";
import { probeRelabelings } from "./labels.ts";
import type { MonitorGiven } from "./monitor.ts";
import { authentication, pace, scrapeLimits, transport } from "./scraping.ts";

export interface ProbeGiven extends Pick<MonitorGiven, "scraping" | "labels" | "placeOf"> {
  /** How the namespace of the monitors calls a service. */
  readonly host: (service: Target["at"]["service"]) => string;
}

/**
 * A Probe for a job whose services are asked by the blackbox exporter. It stands beside them, so that it asks by the
 * names that Docker has, and the instance is the same. A Probe has no limit of the body's size: Prometheus' own holds.
 */
export function probeOf(job: JobTargets, { scraping, labels, placeOf, host }: ProbeGiven): KubernetesObject {
  const target = scrapedAlike(job);
  const { service, port, path } = target.at;
  const place = placeOf(service);
  const { bodySizeLimit: _, ...limits } = scrapeLimits(target, undefined);
  const { scheme, ...tls } = transport(place.tls);
  return {
    apiVersion: "monitoring.coreos.com/v1",
    kind: "Probe",
    metadata: { name: job.job, namespace: scraping.namespace, labels },
    spec: {
      jobName: job.job,
      prober: { url: `${host(service)}:${service.ports[port]}`, scheme, path },
      ...(target.probe && { module: target.probe.module }),
      targets: { staticConfig: { static: job.targets.flatMap(asked), relabelingConfigs: probeRelabelings } },
      ...tls,
      ...pace(target, scraping),
      ...authentication(target, place, scraping),
      ...limits,
    },
  };
}

const asked = ({ probe }: Target): readonly string[] => (probe ? [what(probe.of)] : []);
/** Without a path the bare address, as a TCP probe wants it. */
const what = (of: Address): string => (of.path === "" ? authority(of) : url(of));
