import type { Sizing } from "../../lib/services/capacity.ts";
import type { Step } from "../../lib/services/capacity-ladder.ts";
import type { Capacity } from "../../stacks/capacity.ts";
import type { ListedMetric } from "../../stacks/catalogue.ts";

/** `512 B`, `75.4 MiB`, `4.0 GiB` */
export function sizeText(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${units[step]}`;
}

/** `symbol (51), side (2)` */
export const labelsText = ({ labels }: Pick<ListedMetric, "labels">): string =>
  Object.entries(labels)
    .map(([label, values]) => `${label} (${values})`)
    .join(", ");

export const rateText = (perSecond: number): string => perSecond.toFixed(perSecond < 10 ? 1 : 0);

/** One row a quantity: what is needed, what would be at the limits, what there is. */
export const needRows = ({ need, worst, room }: Capacity): readonly (readonly [string, string, string, string])[] => [
  ["series", `${need.series}`, `${worst.series}`, ""],
  ["samples per second", rateText(need.samplesPerSecond), rateText(worst.samplesPerSecond), ""],
  ["processors", need.processors.toFixed(2), worst.processors.toFixed(2), `${room.processors}`],
  ["memory", memoryOf(need), memoryOf(worst), sizeText(room.memory.value)],
  ["disk", diskOf(need), diskOf(worst), room.disk ? sizeText(room.disk.value) : "no history here"],
];
const memoryOf = ({ memory }: Sizing): string => sizeText(memory.value);
const diskOf = ({ disk }: Sizing): string => sizeText(disk.value);

/** The rung of the ladder, and what to do to stand on it. */
export function stepText(step: Step): string {
  switch (step.step) {
    case "as it stands":
      return "One Prometheus, as it stands.";
    case "more room":
      return `One Prometheus with more room: ${sizeText(step.memory.value)} of memory and ${rateText(step.processors)} processors (limits of its service in stacks/)${step.disk ? `, and ${sizeText(step.disk.value)} of disk (retention.size in stacks/environments/)` : ""}.`;
    case "remote storage":
      return `One Prometheus for the last days, and remote_write to a store (the profile scale, Mimir, a hosted service) for the ${sizeText(step.disk.value)} of the whole retention.`;
    case "shards":
      return `${step.shards} shards by the Prometheus operator on Kubernetes, two replicas each, and remote_write to Thanos, Mimir or a hosted service, which answers for all of them.`;
    case "smaller targets":
      return "No Prometheus carries its largest target: divide the symbols of a replica among more of them.";
  }
}
