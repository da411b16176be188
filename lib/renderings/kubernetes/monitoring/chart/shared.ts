import type { RegistryImage } from "../../../../services/image.ts";
import { memory, resources } from "../../values.ts";
import type { ChartGiven, Program } from "./given.ts";
import { type Setting, setting } from "./setting.ts";

const HUB = "docker.io";

/** The registry apart from the rest, as the chart wants it. A first part with a dot is a host. */
export function chartImage({ repository, tag }: RegistryImage) {
  const [host = "", ...rest] = repository.split("/");
  return host.includes(".") ? { registry: host, repository: rest.join("/"), tag } : { registry: HUB, repository, tag };
}

export const volumeClaim = ({ storage }: Program, { storageClass }: ChartGiven) => ({
  volumeClaimTemplate: {
    spec: {
      accessModes: ["ReadWriteOnce"],
      ...(storageClass !== undefined && { storageClassName: storageClass }),
      resources: { requests: { storage: memory(storage) } },
    },
  },
});

/** `spec.web` of Prometheus and Alertmanager alike. */
export const webTls = ({ stack: { certificate } }: ChartGiven) => ({
  tlsConfig: {
    keySecret: { name: certificate, key: "tls.key" },
    cert: { secret: { name: certificate, key: "tls.crt" } },
  },
});

/** What is said of every program that the operator runs. */
export const operated = (program: Program): readonly Setting[] => [
  setting("image", chartImage(program.image), "the version that is run and proved on Docker"),
  setting("replicas", program.replicas, "how many of it run"),
  setting("externalUrl", program.url, "links in alerts lead there"),
  setting("resources", resources(program.limits), "the limits that it has on Docker"),
  setting("enableServiceLinks", false, "no list of the namespace's Services in its environment"),
];
