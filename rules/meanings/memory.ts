/** The memory of the application's container. */
import { during, type Meaning, type Phase, type Told } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, hours, mebibytes, minutes, percent, type Quantity, seconds } from "../../lib/metrics/units.ts";
import { cgroupMemoryLimit, cgroupMemoryUsage } from "../../metrics/quantflow/index.ts";
import { application, OF_ANOTHER_JOB, OUR_SECOND, OURS } from "./application.ts";
import { type Happening, together } from "./happening.ts";

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

/** A share that is too much, and one that is not quite. */
interface Bounds {
  readonly over: number;
  readonly under: number;
}

/** It uses too much for so long, and people are told. */
const much = ({ over, under }: Bounds, held: Duration, told: Told): Meaning => {
  const firing = {
    happens: [during(minutes(10), uses(percent(over)))],
    firesAfter: held,
    tells: [told],
    resolves: { phases: well, after: seconds(0) },
  } as const;
  const withSecond = together(uses(percent(20)), uses(percent(under), { whose: OUR_SECOND }));
  const another = together(uses(percent(20)), uses(percent(over), { whose: OF_ANOTHER_JOB }));
  const asMuchOfMore = uses(percent(over / 3), { limit: mebibytes(3 * 768) });
  return {
    fires: [
      { when: `it uses ${over} % of its limit`, before: well, ...firing },
      { when: `one of two instances uses ${over} %`, before: [during(minutes(5), withSecond)], ...firing },
    ],
    silent: [
      { when: `it uses ${under} %`, phases: [during(minutes(20), uses(percent(under)))] },
      { when: `it uses more for ${held.text} only`, phases: [...well, during(held, uses(percent(over))), ...well] },
      { when: "a container that may have more uses as much", phases: [during(minutes(20), asMuchOfMore)] },
      { when: "there is no limit", phases: [during(minutes(20), usesWithoutLimit(mebibytes(760)))] },
      { when: "another job's program uses much", phases: [during(minutes(20), another)] },
    ],
    unscraped: "ends",
  };
};

export const HighMemoryUsage: Meaning = much({ over: 75, under: 65 }, minutes(5), {
  labels: OURS,
  summary: "QuantFlow uses much memory",
  description: "quantflow-app:9464 has used 75% of its container's memory limit (alert above 70 %) for 5 min.",
});

export const MemoryNearLimit: Meaning = much({ over: 95, under: 85 }, minutes(2), {
  labels: OURS,
  summary: "QuantFlow is about to be killed for its memory",
  description:
    "quantflow-app:9464 has used 95% of its container's memory limit (alert above 90 %) for 2 min: at 100 % the kernel kills it.",
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
