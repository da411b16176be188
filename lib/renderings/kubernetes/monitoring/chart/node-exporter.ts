import { resources } from "../../values.ts";
import { stackNames } from "../stack.ts";
import type { ChartGiven } from "./given.ts";
import { type Setting, setting, under } from "./setting.ts";
import { chartImage } from "./shared.ts";

/** What belongs to other pods is theirs to tell; the disks themselves may fill. */
const COLLECTORS = [
  "--no-collector.wifi",
  "--no-collector.hwmon",
  "--collector.filesystem.mount-points-exclude=^/(dev|proc|sys|run|etc|var/lib/(docker|containerd|kubelet)/.+)($|/)",
  "--collector.netclass.ignored-devices=^(veth|cali|cilium|lxc).*",
  "--collector.netdev.device-exclude=^(veth|cali|cilium|lxc).*",
];

/** One a node, of the chart's own subchart: a DaemonSet that reads the node's files. */
export function nodeExporterSettings({ nodeExporter, stack }: ChartGiven): readonly Setting[] {
  if (!nodeExporter) return [setting("nodeExporter.enabled", false, "nobody scrapes it here")];
  return [
    setting("nodeExporter.enabled", true, "tells of every node"),
    ...under("prometheus-node-exporter", [
      setting("fullnameOverride", stackNames(stack).nodeExporter, "its Service has the name by which it is scraped"),
      setting(
        "image",
        { ...chartImage(nodeExporter.image), distroless: false },
        "the version whose metrics were recorded",
      ),
      setting("hostNetwork", false, "as on Docker; else a NetworkPolicy does not hold for it"),
      setting("hostPID", false, "as on Docker; it counts no processes"),
      setting("service.portName", "metrics", "the name by which our monitor finds the port"),
      setting("extraArgs", COLLECTORS, "the collectors of Docker, and a node's mounts"),
      setting("resources", resources(nodeExporter.limits), "the limits that it has on Docker"),
      setting("prometheus.monitor.enabled", false, "a monitor of ours scrapes it as job node"),
    ]),
  ];
}
