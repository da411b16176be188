import { query, stat, thresholdOf, timeseries } from "../../lib/dashboards/index.ts";
import { bytes } from "../../lib/metrics/units.ts";
import { atLeast, max, predicted, rate, rateInterval, ratio, sum, value, where } from "../../lib/promql/index.ts";
import { diskAvailable, diskReadBytes, diskSize, diskWrittenBytes } from "../../metrics/external/index.ts";
import { DISK_TREND, DISK_TYPES, DiskFilling, DiskNearlyFull } from "../../rules/host.ts";
import { chosen } from "./variables.ts";

const onDisk = { ...chosen, fstype: DISK_TYPES } as const;
const available = where(diskAvailable, onDisk);
/** A device may be mounted in several places, and is filled once. */
const byDevice = { by: ["device"] } as const;

export const freeShare = stat("disk-free-share", {
  title: "Disk free",
  description:
    "Of each disk, what programs may still write. Databases stop when it is full: remove what is not needed, then find out what grew.",
  width: 6,
  bad: "low",
  thresholds: [thresholdOf(DiskNearlyFull, "ratio")],
  queries: [
    query(ratio(max(value(available), byDevice), max(value(where(diskSize, onDisk)), byDevice)), (l) => l.device),
  ],
  watchedBy: [DiskNearlyFull],
});

export const diskFree = timeseries("disk-free", {
  title: "Disk free, now and foreseen",
  description: `What is free, and what would be in ${DISK_TREND.ahead.text} if the growth of ${DISK_TREND.from.text} went on. The second line at zero: act today. A build or a backup bends it for hours and means nothing.`,
  width: 8,
  height: 9,
  min: 0,
  queries: [
    query(max(value(available), byDevice), (l) => `${l.device} now`),
    query(max(atLeast(predicted(available, DISK_TREND), bytes(0)), byDevice), (l) => `${l.device} foreseen`),
  ],
  watchedBy: [DiskFilling],
});

export const diskTraffic = timeseries("disk-traffic", {
  title: "Read and written",
  description:
    "Bytes each second to and from the disks. Writes follow the market's trades; reads at rest are caches that have grown too small. Near what the disk can do, every commit waits.",
  width: 8,
  height: 9,
  queries: [
    query(sum(rate(where(diskReadBytes, chosen), rateInterval), byDevice), (l) => `${l.device} read`),
    query(sum(rate(where(diskWrittenBytes, chosen), rateInterval), byDevice), (l) => `${l.device} written`),
  ],
});
