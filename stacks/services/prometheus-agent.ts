import { plain } from "../../lib/services/secret.ts";
import type { Service } from "../../lib/services/service.ts";
import { notKept, volume } from "../../lib/services/volume.ts";
import { secrets } from "../secrets.ts";
import { limits } from "./defaults.ts";
import { prometheus } from "./prometheus.ts";

/** What is not yet sent waits here, for hours if need be. */
export const agentData = volume(
  "prometheus-agent-data",
  "samples that the hosted store has not taken yet",
  notKept(
    "it holds samples for as long as it takes to send them: when they are restored, the store no longer takes them",
  ),
);

/** Flags that an agent refuses: it keeps no history and serves no pages of runbooks. */
const OF_A_SERVER = /^--(storage\.tsdb\.|web\.console\.)/;

/** In Prometheus' place where others keep the history and evaluate the rules: it scrapes the same, and sends it on. */
export const prometheusAgent: Service<"web"> = {
  ...prometheus,
  summary: "scrapes every service and sends the samples to the hosted Mimir",
  command: [
    "--agent",
    ...(prometheus.command ?? []).filter((flag) => !OF_A_SERVER.test(flag)),
    "--storage.agent.path=/prometheus",
    // Longer than a night without the hosted store; the samples of a day are far below a gigabyte.
    "--storage.agent.retention.max-time=24h",
  ],
  secrets: { ...prometheus.secrets, [secrets.remoteWrite.name]: plain(secrets.remoteWrite) },
  volumes: [{ volume: agentData, at: "/prometheus" }],
  limits: limits(384, 1),
};
