import { during, type Meaning, type Phase, type Told } from "../../lib/alerting/proofs/meaning.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { hostClockError, hostClockOffset, hostClockSynchronised, oomKills } from "../../metrics/external/index.ts";
import { type Happening, together } from "./happening.ts";

const INSTANCE = "node-exporter:9100";
const SECOND_INSTANCE = "node-exporter-2:9100";

interface Host {
  readonly job?: string;
  readonly instance?: string;
}
/** A host of another platform may well be scraped under the same address. */
const ELSEWHERE = { job: "staging-node" } as const;
const host = (world: World, { job = "node", instance = INSTANCE }: Host = {}) => world.target(job, instance);

/** At each scrape, the kernel has killed so many further processes. */
const kills =
  (count: number, of?: Host): Happening =>
  (world) =>
    host(world, of).increment(oomKills, {}, count);
const noKills = (lasts: Duration): readonly Phase[] => [during(lasts, kills(0))];

export const OomKill: Meaning = {
  fires: [
    {
      when: "one process is killed",
      before: noKills(minutes(15)),
      happens: [during(seconds(15), kills(1))],
      firesAfter: seconds(0),
      tells: [
        {
          labels: { job: "node", instance: INSTANCE },
          summary: "The kernel killed a process for its memory",
          description:
            "About 1 processes were killed on the host of node-exporter:9100 within 10 min: a container hit its limit, or the host is out of memory.",
        },
      ],
      resolves: { phases: noKills(minutes(25)), after: minutes(9.5) },
    },
  ],
  silent: [
    {
      when: "the last kills were before the exporter started",
      phases: [during(seconds(15), kills(7)), ...noKills(minutes(20))],
    },
    {
      when: "a process is killed on a host of another platform",
      phases: [during(minutes(5), kills(0, ELSEWHERE)), during(minutes(5), kills(1, ELSEWHERE))],
    },
  ],
  unscraped: { lasts: minutes(9.5) },
};

const clock =
  (told: { readonly isKept: boolean; readonly error: number; readonly offset?: number }, of?: Host): Happening =>
  (world) => {
    const kernel = host(world, of);
    kernel.set(hostClockSynchronised, {}, told.isKept ? 1 : 0);
    kernel.set(hostClockError, {}, told.error);
    kernel.set(hostClockOffset, {}, told.offset ?? 0);
  };
const kept = clock({ isKept: true, error: 0.001 });
/** 16 s of error is where the kernel stops counting, and calls its clock unsynchronised. */
const UNKEPT = { isKept: false, error: 16 } as const;
const unkept = clock(UNKEPT);
/** Some keepers set the clock and never tell the kernel that they do. */
const keptUntold = clock({ isKept: false, error: 0.02 });
const off = (offset: number, of?: Host): Happening => clock({ isKept: true, error: 0.001, offset }, of);

export const HostClockSkew: Meaning = {
  fires: [
    {
      when: "it is 53 ms behind",
      before: [during(minutes(5), kept)],
      happens: [during(minutes(10), off(-0.053))],
      firesAfter: minutes(5),
      tells: [
        {
          labels: { job: "node", instance: INSTANCE },
          summary: "The host's clock is off",
          description:
            "The kernel reckons that the clock of node-exporter:9100's host is 53ms off its reference (limit 50 ms, for 5 min).",
        },
      ],
      resolves: { phases: [during(minutes(5), kept)], after: seconds(0) },
    },
  ],
  silent: [
    { when: "it is 47 ms behind", phases: [during(minutes(10), off(-0.047))] },
    { when: "it is 47 ms ahead", phases: [during(minutes(10), off(0.047))] },
    { when: "it is put right within 5 min", phases: [during(minutes(4.75), off(-0.1)), during(minutes(5), kept)] },
    { when: "a host of another platform is a second off", phases: [during(minutes(10), off(1, ELSEWHERE))] },
  ],
  unscraped: "ends",
};

/** The keeper went nine hours ago, and the error has grown by half a millisecond a second: it is 16 s at this time. */
const drifting =
  (until: Duration): Happening =>
  (world) =>
    clock({ isKept: true, error: 16 - 0.0005 * (until.value - world.now) })(world);

const driftOf = (instance: string): Told => ({
  labels: { job: "node", instance },
  summary: "Nobody keeps the host's clock",
  description: `The clock of ${instance}'s host has followed no time server for 1 h: it drifts, and its offset reads 0 while it does.`,
});

export const HostClockUnsynchronised: Meaning = {
  fires: [
    {
      when: "its keeper is gone for so long that the kernel gives up",
      before: [during(minutes(10), drifting(minutes(10)))],
      happens: [during(minutes(70), unkept)],
      firesAfter: minutes(64.75),
      tells: [driftOf(INSTANCE)],
      resolves: { phases: [during(minutes(10), kept)], after: seconds(0) },
    },
    {
      when: "nobody keeps the clock of one host, whatever becomes of another's and of another platform's",
      every: minutes(1),
      before: [during(minutes(10), kept)],
      happens: [
        during(
          minutes(80),
          together(
            keptUntold,
            clock(UNKEPT, { instance: SECOND_INSTANCE }),
            clock(UNKEPT, { ...ELSEWHERE, instance: SECOND_INSTANCE }),
          ),
        ),
      ],
      firesAfter: minutes(60),
      tells: [driftOf(SECOND_INSTANCE)],
      resolves: {
        phases: [during(minutes(10), off(0, { instance: SECOND_INSTANCE }))],
        after: seconds(0),
      },
    },
  ],
  silent: [
    {
      when: "its keeper corrects it without telling the kernel that it does",
      every: minutes(1),
      phases: [during(minutes(110), keptUntold)],
    },
    {
      when: "its keeper, who does not tell either, knows the time to 14 s only",
      every: minutes(1),
      phases: [during(minutes(110), clock({ isKept: false, error: 14 }))],
    },
    {
      when: "it is synchronised again within the hour",
      every: minutes(1),
      phases: [during(minutes(40), unkept), during(minutes(70), kept)],
    },
    {
      when: "nobody keeps that of another platform's host, and ours is kept untold",
      every: minutes(1),
      phases: [during(minutes(110), together(keptUntold, clock(UNKEPT, ELSEWHERE)))],
    },
  ],
  unscraped: "ends",
};
