import { alertmanagerSettings } from "./alertmanager.ts";
import type { ChartGiven } from "./given.ts";
import { grafanaSettings } from "./grafana.ts";
import { nodeExporterSettings } from "./node-exporter.ts";
import { operatorSettings } from "./operator.ts";
import { prometheusSettings } from "./prometheus.ts";
import { quietSettings } from "./quiet.ts";
import { type Setting, setting } from "./setting.ts";

/** Every value that differs from the chart's own, and those of its own on which something of ours hangs. */
export const chartSettings = (given: ChartGiven): readonly Setting[] => [
  setting("fullnameOverride", given.stack.name, "the names of Services do not hang on the release's"),
  ...quietSettings,
  ...prometheusSettings(given),
  ...alertmanagerSettings(given),
  ...grafanaSettings(given),
  ...nodeExporterSettings(given),
  ...operatorSettings,
];
