/** The memory of the application's container. */
import { during, type FiringStory, type Meaning, type Phase } from "../../lib/alerting/proofs/meaning.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import { type Duration, hours, mebibytes, minutes, percent, type Quantity, seconds } from "../../lib/metrics/units.ts";
import { cgroupMemoryLimit, cgroupMemoryUsage } from "../../metrics/quantflow/index.ts";
import { type Happening, together } from "./happening.ts";

const OURS = { job: "quantflow", instance: "quantflow-app:9464" };
const OUR_SECOND = { job: "quantflow", instance: "quantflow-app-2:9464" };
/** Another program that measures itself as ours does, behind the same address. */
const OF_ANOTHER_JOB = { job: "research", instance: "quantflow-app:9464" };

const application = (world: World, { job, instance } = OURS) => world.target(job, instance);
type Share = Quantity<"ratio">;

/** It uses this share of what its container may have. */
const uses =
  (share: Share, { whose = OURS, limit = mebibytes(768) } = {}): Happening =>
  (world) => {
    application(world, whose).set(cgroupMemoryUsage, {}, Math.round(share.value * limit.value));
    application(world, whose).set(cgroupMemoryLimit, {}, limit.value);
  };
/** Nothing limits its container, so there is no share. */
const usesWithoutLimit =
  (used: Quantity<"bytes">): Happening =>
  (world) => {
    application(world).set(cgroupMemoryUsage, {}, used.value);
    application(world).remove(cgroupMemoryLimit, {});
  };
/** So much at first, and more every hour, from a time after the beginning. */
const grows =
  (first: Share, perHour: Share, { since = seconds(0), whose = OURS } = {}): Happening =>
  (world) => {
    const passed = (world.now - since.value) / hours(1).value;
    uses(percent(100 * (first.value + perHour.value * passed)), { whose })(world);
  };

const well: readonly Phase[] = [during(minutes(5), uses(percent(20)))];

/** More than `limit` for `held`; `over` is just above it, `under` just below. */
interface Much {
  readonly held: Duration;
  readonly over: number;
  readonly under: number;
  readonly told: Pick<FiringStory, "tells">;
}

const much = ({ held, over, under, told }: Much): Meaning => ({
  fires: [
    {
      when: `it uses ${over} % of its limit`,
      before: well,
      happens: [during(minutes(10), uses(percent(over)))],
      firesAfter: held,
      ...told,
      resolves: { phases: well, after: seconds(0) },
    },
    {
      when: `one of two instances uses ${over} %`,
      before: [during(minutes(5), together(uses(percent(20)), uses(percent(under), { whose: OUR_SECOND })))],
      happens: [during(minutes(10), uses(percent(over)))],
      firesAfter: held,
      ...told,
      resolves: { phases: well, after: seconds(0) },
    },
  ],
  silent: [
    { when: `it uses ${under} %`, phases: [during(minutes(20), uses(percent(under)))] },
    { when: `it uses more for ${held.text} only`, phases: [...well, during(held, uses(percent(over))), ...well] },
    {
      when: "a container that may have more uses as much",
      phases: [during(minutes(20), uses(percent(over / 3), { limit: mebibytes(3 * 768) }))],
    },
    { when: "there is no limit", phases: [during(minutes(20), usesWithoutLimit(mebibytes(760)))] },
    {
      when: "another job's program uses much",
      phases: [during(minutes(20), together(uses(percent(20)), uses(percent(over), { whose: OF_ANOTHER_JOB })))],
    },
  ],
  unscraped: "ends",
});

export const HighMemoryUsage: Meaning = much({
  ...{ held: minutes(5), over: 75, under: 65 },
  told: {
    tells: [
      {
        labels: OURS,
        summary: "QuantFlow uses much memory",
        description: "quantflow-app:9464 has used 75% of its container's memory limit (alert above 70 %) for 5 min.",
      },
    ],
  },
});

export const MemoryNearLimit: Meaning = much({
  ...{ held: minutes(2), over: 95, under: 85 },
  told: {
    tells: [
      {
        labels: OURS,
        summary: "QuantFlow is about to be killed for its memory",
        description:
          "quantflow-app:9464 has used 95% of its container's memory limit (alert above 90 %) for 2 min: at 100 % the kernel kills it.",
      },
    ],
  },
});

const reaching = [
  {
    labels: OURS,
    summary: "QuantFlow's memory grows without end",
    description:
      "By the trend of 3 h, quantflow-app:9464 reaches its container's memory limit within 12 h; it has done so for 3 h.",
  },
] as const;
const restarted: readonly Phase[] = [during(minutes(30), uses(percent(20)))];
/** By half an hour's garbage, which is then collected. */
const collected: Happening = (world) => uses(percent(40 + 18 * ((world.now % 1800) / 1800)))(world);

export const MemoryLeak: Meaning = {
  fires: [
    {
      when: "it grows by 5 % of its limit an hour, from 45 %",
      happens: [during(hours(3.5), grows(percent(45), percent(5)))],
      firesAfter: minutes(180.25),
      tells: reaching,
      resolves: { phases: restarted, after: seconds(0) },
    },
    {
      when: "it begins to grow after hours of peace",
      every: minutes(1),
      before: [during(hours(4), uses(percent(45)))],
      happens: [during(hours(6), grows(percent(45), percent(6), { since: hours(4) }))],
      firesAfter: minutes(287),
      tells: reaching,
      resolves: { phases: restarted, after: seconds(0) },
    },
    {
      when: "it grows by 7 % an hour, from a fifth",
      every: minutes(1),
      happens: [during(hours(7), grows(percent(20), percent(7)))],
      firesAfter: minutes(352),
      tells: reaching,
      resolves: { phases: restarted, after: seconds(0) },
    },
  ],
  silent: [
    {
      when: "it has just started and takes what it needs",
      every: minutes(1),
      phases: [during(hours(0.5), grows(percent(12), percent(60))), during(hours(5), uses(percent(42)))],
    },
    {
      when: "it grows far below its limit",
      every: minutes(1),
      phases: [during(hours(5), grows(percent(5), percent(7)))],
    },
    {
      when: "it uses much and no more than that",
      every: minutes(1),
      phases: [during(hours(5), uses(percent(65)))],
    },
    {
      when: "its garbage is collected every half hour",
      every: minutes(1),
      phases: [during(hours(8), collected)],
    },
    {
      when: "one instance grows far below its limit, and another uses much",
      every: minutes(1),
      phases: [during(hours(5), together(grows(percent(5), percent(7)), uses(percent(65), { whose: OUR_SECOND })))],
    },
    {
      when: "it grows far below its limit, and another job's program uses much",
      every: minutes(1),
      phases: [during(hours(5), together(grows(percent(5), percent(7)), uses(percent(65), { whose: OF_ANOTHER_JOB })))],
    },
    {
      when: "another job's program grows without end",
      every: minutes(1),
      phases: [
        during(hours(5), together(uses(percent(42)), grows(percent(42), percent(6), { whose: OF_ANOTHER_JOB }))),
      ],
    },
  ],
  unscraped: "ends",
};
