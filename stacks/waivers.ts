import type { PolicyWaiver } from "../lib/review/policies/index.ts";
import type { Waiver } from "../lib/services/waiver.ts";
import { cadvisor } from "./services/cadvisor.ts";
import { nodeExporter } from "./services/node-exporter.ts";

/** Rules of the model that a service may be excused from; every other waiver is of a policy of the review. */
export type ServicePolicy = "scraped or probed";

/** What a hosted Grafana can only be given by its provider; the resources are named in lib/renderings/grafana/hosted/. */
const givenByProvider = (resource: string): PolicyWaiver => ({
  policy: "terraform/secret-argument",
  resource,
  reason:
    "a Grafana that others run reads no file of ours, so its provider is given the secret: from a variable of the shell, and into a state that has to be encrypted (stacks/grafana-cloud.ts refuses any other)",
  owner: "platform",
  until: "2027-11-30",
});

/** Everything that is excused, of a service or of a resource; a test fails after a waiver's last day. */
export const waivers: readonly PolicyWaiver[] = [
  {
    policy: "docker/user",
    resource: cadvisor.name,
    reason:
      "it reads other containers' control groups and asks the engine for their names, which only root may; it has no capability, and its port is on the monitor network alone",
    owner: "platform",
    until: "2027-11-30",
  },
  {
    policy: "docker/engine-socket",
    resource: cadvisor.name,
    reason: "it asks the engine for the names of the containers; nothing reaches it but Prometheus, with a password",
    owner: "platform",
    until: "2027-11-30",
  },
  {
    policy: "docker/engine-socket",
    resource: nodeExporter.name,
    reason:
      "it measures every file system of the machine below its root; it runs as nobody, to whom the socket is closed",
    owner: "platform",
    until: "2027-11-30",
  },
  ...["contact-point-people", "contact-point-pager", "contact-point-dead-man-switch", "contact-point-history"].map(
    givenByProvider,
  ),
  ...["data-source-prometheus", "data-source-alertmanager"].map(givenByProvider),
];

/** The waivers of one rule of the model. */
export const waiversOf = (policy: ServicePolicy): readonly Waiver[] =>
  waivers
    .filter((waiver) => waiver.policy === policy)
    .map(({ resource, reason, owner, until }) => ({ service: resource, reason, owner, until }));

/** The waivers that the review knows. */
export const policyWaivers: readonly PolicyWaiver[] = waivers.filter(({ policy }) => policy.includes("/"));
