import type { Service } from "../../../lib/services/service.ts";
import { volume } from "../../../lib/services/volume.ts";
import type { Scraper } from "../../profile.ts";
import { prometheusData, prometheusNamed, sampleBackup } from "../../services/prometheus.ts";

/** What each keeps is what the archive has not taken yet; with both gone, that much is lost. */
const otherData = volume(
  "prometheus-b-data",
  "the latest history of every metric, as the second Prometheus saw it",
  sampleBackup,
);

const archiving = (bare: Service<"web">): Service<"web"> => ({ ...bare, networks: [...bare.networks, "archive"] });

export const replicas = [
  { service: archiving(prometheusNamed("prometheus", prometheusData)), replica: "a" },
  { service: archiving(prometheusNamed("prometheus-b", otherData)), replica: "b" },
] as const satisfies readonly Scraper[];
