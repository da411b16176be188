import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Service } from "../lib/services/service.ts";
import { notRecorded } from "./errors.ts";
import { type ToolFolder, tools } from "./versions.ts";

const RECORDINGS = join(import.meta.dirname, "..", "metrics", "external", "recordings");

/** Services whose metrics our declarations are held to, by the tool that their image is made of. */
const recorded: readonly ToolFolder[] = [
  "prometheus",
  "alertmanager",
  "node-exporter",
  "blackbox-exporter",
  "postgres-exporter",
  "redis-exporter",
];

/**
 * Fails when a service's version has no recording of a real scrape: another version may export other metrics, and rules
 * on those would be dead. Grafana and cAdvisor have none, because their images were not to be had; no rule uses them.
 */
export function requireRecordings(services: readonly Service[], directory = RECORDINGS): void {
  for (const tool of recorded.filter((name) => services.some(({ image }) => image === name))) {
    const file = `${tool}-${tools[tool].version.replace(/^v/, "")}.json`;
    if (!existsSync(join(directory, file))) throw notRecorded(tool, tools[tool].version, file);
  }
}
