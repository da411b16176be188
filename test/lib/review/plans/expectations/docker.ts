import { type Expectation, type Expectations, UNCONFIGURED, WRITTEN } from "./expectation.ts";

const VOLUME = "everything in the volume goes with it: copy it out first";

/** The scenarios' container has no limits, no user and an image without a digest: a policy always refuses what stays of it. */
const web = (effect: string, more: Partial<Expectation> = {}): Expectation => ({
  outcome: "refused",
  effects: [effect],
  refused: ["docker_container.web"],
  ...more,
});

const replaced = (because: string, more: Partial<Expectation> = {}): Expectation =>
  web(`replaced docker_container.web: ${because} cannot be changed in place | ${WRITTEN}`, more);

/** Containers, networks, volumes and images of a real engine. */
export const docker: Expectations = {
  "docker-created": web("created docker_container.web"),
  "docker-env": replaced("env", { warnings: ["docker_container.web: env is not read back"] }),
  "docker-ports": replaced("ports[0].external"),
  "docker-memory": web("changed docker_container.web"),
  "docker-restart-policy": web("changed docker_container.web"),
  "docker-healthcheck": web("changed docker_container.web", {
    warnings: ["docker_container.web: the container keeps its old health check"],
  }),
  "docker-label": replaced("labels"),
  "docker-upload": replaced("upload"),
  "docker-image": {
    outcome: "refused",
    effects: [
      `replaced docker_container.web: image cannot be changed in place | ${WRITTEN}`,
      "replaced docker_image.web: name cannot be changed in place",
    ],
    dependents: ["docker_image.web <- docker_container.web"],
    refused: ["docker_container.web", "docker_image.web"],
  },
  "docker-network-replaced": {
    outcome: "refused",
    effects: ["replaced docker_network.edge: internal cannot be changed in place"],
    dependents: ["docker_network.edge <- docker_container.web"],
    refused: ["docker_container.web"],
  },
  "docker-volume-destroyed": {
    outcome: "refused",
    effects: [
      `destroyed docker_volume.data: ${UNCONFIGURED} | ${VOLUME}`,
      `replaced docker_container.web: volumes cannot be changed in place | ${WRITTEN}`,
    ],
    refused: ["docker_container.web", "docker_volume.data"],
  },
  "docker-stopped": web(`restarted docker_container.web: it does not run, and should | ${WRITTEN}`, {
    warnings: ["docker_container.web: the container is stopped, which is why its ports seem to be new"],
  }),
  "docker-removed-outside": web("created docker_container.web: it was deleted outside of Terraform"),
  "docker-drift": web("changed docker_container.web: memory was changed outside of Terraform"),
  "docker-refresh-only": { outcome: "changes", effects: ["drifted docker_container.web"] },
  "docker-memory-without-swap": web("changed docker_container.web", {
    warnings: ["docker_container.web: memory_swap will show as changed in every plan"],
  }),
  "docker-destroyed": {
    outcome: "changes",
    effects: [
      `destroyed docker_container.web: ${UNCONFIGURED} | ${WRITTEN}`,
      `destroyed docker_network.edge: ${UNCONFIGURED}`,
    ],
  },
  deposed: {
    outcome: "refused",
    effects: [`destroyed docker_volume.data (deposed c210749e) | ${VOLUME}`],
    refused: ["docker_volume.data (deposed c210749e)"],
  },
};
