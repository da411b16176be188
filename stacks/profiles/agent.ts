import { address } from "../../lib/services/address.ts";
import type { RemoteWrite } from "../../lib/services/scrape.ts";
import type { Profile } from "../profile.ts";
import { prometheusAgent } from "../services/prometheus-agent.ts";

/** One agent, and whoever takes its samples. */
export const agentTo = (archive: RemoteWrite): Profile => ({
  services: [prometheusAgent],
  targets: [],
  scrapers: [{ service: prometheusAgent, agent: true }],
  alertmanagers: [],
  archive,
  samples: address(prometheusAgent, "web", ""),
});
