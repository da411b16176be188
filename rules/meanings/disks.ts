import { during, type Meaning, type Phase } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, hours, minutes, seconds } from "../../lib/metrics/units.ts";
import { diskAvailable, diskSize } from "../../metrics/external/index.ts";
import { type Happening, together } from "./happening.ts";

const INSTANCE = "node-exporter:9100";
const GIGABYTE = 1e9;
const SIZE = 100 * GIGABYTE;

interface Disk {
  readonly job?: string;
  readonly instance?: string;
  readonly device?: string;
}
const SECOND_DISK = { device: "/dev/vdb" } as const;
const SECOND_HOST = { instance: "node-exporter-2:9100" } as const;
/** A host of another platform may well be scraped under the same address. */
const ELSEWHERE = { job: "staging-node" } as const;

/** Gigabytes at a time of the world, which is in seconds. */
type Free = (now: number) => number;
const steady =
  (gigabytes: number): Free =>
  () =>
    gigabytes;
/** So many gigabytes at the beginning of the world, and a line from then on. */
const shrinking =
  (from: number, perHour: number): Free =>
  (now) =>
    from - (perHour * now) / 3600;

/**
 * So many gigabytes of a hundred are free on a disk, which is mounted in two places. `mount` takes any name for a file
 * system in memory, so one that is empty goes by the disk's.
 */
const free =
  (gigabytes: Free, { job = "node", instance = INSTANCE, device = "/dev/vda1" }: Disk = {}): Happening =>
  (world) => {
    const target = world.target(job, instance);
    for (const mountpoint of ["/", "/var/lib/docker"]) {
      const labels = { device, device_error: "", fstype: "ext4", mountpoint };
      target.set(diskAvailable, labels, Math.round(gigabytes(world.now) * GIGABYTE));
      target.set(diskSize, labels, SIZE);
    }
    const inMemory = { device, device_error: "", fstype: "tmpfs", mountpoint: "/scratch" };
    target.set(diskAvailable, inMemory, 2 * SIZE);
    target.set(diskSize, inMemory, 2 * SIZE);
  };
const forSoLong = (lasts: Duration, ...disks: readonly Happening[]): readonly Phase[] => [
  during(lasts, together(...disks)),
];

const filling = {
  labels: { job: "node", instance: INSTANCE, device: "/dev/vda1" },
  summary: "/dev/vda1 will be full within 24 h",
  description: "By the trend of 6 h, /dev/vda1 on node-exporter:9100 is full within 24 h.",
};

export const DiskFilling: Meaning = {
  fires: [
    {
      when: "it loses 2 % an hour, from when three fifths are taken",
      before: forSoLong(minutes(15), free(shrinking(40.5, 2))),
      happens: forSoLong(minutes(70), free(shrinking(40.5, 2))),
      firesAfter: minutes(60.25),
      tells: [filling],
      resolves: { phases: forSoLong(minutes(5), free(steady(60))), after: seconds(0) },
    },
    {
      when: "it loses 1.5 % an hour, from when there are 36 % left, which is a day's",
      every: minutes(5),
      before: forSoLong(hours(2), free(shrinking(39, 1.5))),
      happens: forSoLong(hours(3), free(shrinking(39, 1.5))),
      firesAfter: minutes(65),
      tells: [filling],
      resolves: { phases: forSoLong(hours(1), free(steady(60))), after: seconds(0) },
    },
    {
      when: "it begins to lose 3 % an hour after half a day without a change",
      every: minutes(5),
      before: forSoLong(hours(13), free(steady(39))),
      happens: forSoLong(
        hours(6),
        free((now) => 39 - (3 * (now - hours(13).value)) / 3600),
      ),
      firesAfter: minutes(230),
      tells: [filling],
      resolves: { phases: forSoLong(hours(12), free(steady(21))), after: minutes(235) },
    },
  ],
  silent: [
    {
      when: "more than two fifths are free, however fast it fills",
      every: minutes(5),
      phases: forSoLong(hours(2), free(shrinking(44, 1.9))),
    },
    {
      when: "the trend takes three days",
      every: minutes(5),
      phases: forSoLong(hours(4), free(shrinking(30, 0.42))),
    },
    {
      when: "it is cleaned up within the hour",
      phases: [...forSoLong(hours(0.75), free(shrinking(38, 2))), ...forSoLong(hours(0.75), free(steady(60)))],
    },
    {
      when: "one disk fills that is rather empty, and another is rather full",
      every: minutes(5),
      phases: forSoLong(hours(4), free(shrinking(70, 3)), free(steady(38), SECOND_DISK)),
    },
    {
      when: "the disk of one host fills that is rather empty, and that of another is rather full",
      every: minutes(5),
      phases: forSoLong(hours(4), free(shrinking(70, 3)), free(steady(38), SECOND_HOST)),
    },
    {
      when: "that of another platform's host fills, and ours is rather full",
      every: minutes(5),
      phases: forSoLong(hours(4), free(shrinking(38, 2), ELSEWHERE), free(steady(38))),
    },
    {
      when: "ours fills and is rather empty, and that of another platform's host is rather full",
      every: minutes(5),
      phases: forSoLong(hours(4), free(shrinking(70, 3)), free(steady(38), ELSEWHERE)),
    },
  ],
  unscraped: "ends",
};

const wellFor = (lasts: Duration) => forSoLong(lasts, free(steady(30)));

export const DiskNearlyFull: Meaning = {
  fires: [
    {
      when: "4.8 % are left",
      before: wellFor(minutes(5)),
      happens: forSoLong(minutes(10), free(steady(4.8))),
      firesAfter: minutes(5),
      tells: [
        {
          labels: { job: "node", instance: INSTANCE, device: "/dev/vda1" },
          summary: "/dev/vda1 is nearly full",
          description:
            "4.8% of /dev/vda1 on node-exporter:9100 is free, below 5 % for 5 min: databases stop when it is full.",
        },
      ],
      resolves: { phases: wellFor(minutes(5)), after: seconds(0) },
    },
  ],
  silent: [
    { when: "5.3 % are left", phases: forSoLong(minutes(10), free(steady(5.3))) },
    {
      when: "space is made within 5 min",
      phases: [...forSoLong(minutes(4.75), free(steady(3))), ...wellFor(minutes(5))],
    },
    {
      when: "a file system in memory is full",
      phases: [
        during(minutes(10), (world) => {
          const labels = { device: "tmpfs", device_error: "", fstype: "tmpfs", mountpoint: "/run" };
          world.target("node", INSTANCE).set(diskAvailable, labels, 0);
          world.target("node", INSTANCE).set(diskSize, labels, 4096);
        }),
      ],
    },
    {
      when: "that of another platform's host is",
      phases: forSoLong(minutes(10), free(steady(3), ELSEWHERE), free(steady(30))),
    },
  ],
  unscraped: "ends",
};
