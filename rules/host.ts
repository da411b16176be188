import { alert } from "../lib/alerting/rules/alert.ts";
import { group } from "../lib/alerting/rules/group.ts";
import { bytes, hours, isFalse, items, milliseconds, minutes, percent, seconds } from "../lib/metrics/units.ts";
import {
  above,
  absolute,
  and,
  below,
  highest,
  increase,
  is,
  max,
  predicted,
  ratio,
  value,
  where,
} from "../lib/promql/index.ts";
import {
  diskAvailable,
  diskSize,
  hostClockError,
  hostClockOffset,
  hostClockSynchronised,
  oomKills,
} from "../metrics/external/index.ts";
import * as disks from "./meanings/disks.ts";
import * as meanings from "./meanings/host.ts";
import { PLATFORM } from "./owners.ts";

const job = "node";
const OOM_WINDOW = minutes(10);
/** By which growth of the past a disk's future is told, and how far ahead. */
export const DISK_TREND = { from: hours(6), ahead: hours(24) } as const;
/** A device may be mounted in several places, and is filled once. */
const disk = { by: ["job", "instance", "device"] } as const;
/** File systems on a disk; what lives in memory, or is an image and full by nature, is nobody's alert. */
export const DISK_TYPES = ["ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs"] as const;
const available = where(diskAvailable, { job, fstype: DISK_TYPES });
/** The job is selected once: a size counts for the disk of the same job only. */
const freeShare = ratio(max(value(available), disk), max(value(where(diskSize, { fstype: DISK_TYPES })), disk));

/** A kill is one event, so there is nothing to wait for. */
export const OomKill = alert("OomKill", {
  meaning: meanings.OomKill,
  condition: above(increase(where(oomKills, { job }), OOM_WINDOW), items(0)),
  severity: "critical",
  owner: PLATFORM,
  summary: () => "The kernel killed a process for its memory",
  description: (f) =>
    `About ${f.value} processes were killed on the host of ${f.label.instance} within ${f.time(OOM_WINDOW)}: a container hit its limit, or the host is out of memory.`,
});

/** A trend alone cries wolf on a large disk after one big write, so the disk has to be rather full as well. */
export const DiskFilling = alert("DiskFilling", {
  meaning: disks.DiskFilling,
  condition: and(below(max(predicted(available, DISK_TREND), disk), bytes(0)), below(freeShare, percent(40)), {
    on: ["instance", "device"],
  }),
  // Young data makes wild trends: a fresh start, a build, a backup.
  for: hours(1),
  severity: "warning",
  owner: PLATFORM,
  summary: (f) => `${f.label.device} will be full within ${f.time(DISK_TREND.ahead)}`,
  description: (f) =>
    `By the trend of ${f.time(DISK_TREND.from)}, ${f.label.device} on ${f.label.instance} is full within ${f.time(DISK_TREND.ahead)}.`,
});

export const DiskNearlyFull = alert("DiskNearlyFull", {
  meaning: disks.DiskNearlyFull,
  condition: below(freeShare, percent(5)),
  for: minutes(5),
  severity: "critical",
  owner: PLATFORM,
  summary: (f) => `${f.label.device} is nearly full`,
  description: (f) =>
    `${f.value} of ${f.label.device} on ${f.label.instance} is free, below ${f.threshold} for ${f.for}: databases stop when it is full.`,
});

export const HostClockSkew = alert("HostClockSkew", {
  meaning: meanings.HostClockSkew,
  condition: above(absolute(value(where(hostClockOffset, { job }))), milliseconds(50)),
  for: minutes(5),
  severity: "warning",
  owner: PLATFORM,
  summary: () => "The host's clock is off",
  description: (f) =>
    `The kernel reckons that the clock of ${f.label.instance}'s host is ${f.value} off its reference (limit ${f.threshold}, for ${f.for}).`,
});

/**
 * An unsynchronised clock tells an offset of 0, so the skew alert cannot see it drift. An hour, as ClockSkew tells at
 * once what has gone wrong already. Source: node-mixin, NodeClockNotSynchronising.
 */
export const HostClockUnsynchronised = alert("HostClockUnsynchronised", {
  meaning: meanings.HostClockUnsynchronised,
  condition: and(
    is(highest(where(hostClockSynchronised, { job }), minutes(5)), isFalse),
    above(value(where(hostClockError, { job })), seconds(15)),
    { on: ["instance"] },
  ),
  for: hours(1),
  severity: "warning",
  owner: PLATFORM,
  summary: () => "Nobody keeps the host's clock",
  description: (f) =>
    `The clock of ${f.label.instance}'s host has followed no time server for ${f.for}: it drifts, and its offset reads 0 while it does.`,
});

export const host = group("host", [OomKill, DiskFilling, DiskNearlyFull, HostClockUnsynchronised, HostClockSkew]);
