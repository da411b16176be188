/** What the application's process takes, and its clock. */
import { during, type Meaning, type Phase, type Told } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, milliseconds, minutes, percent, type Quantity, seconds } from "../../lib/metrics/units.ts";
import { processCpu } from "../../metrics/external/index.ts";
import { clockOffset, eventLoopLag } from "../../metrics/quantflow/index.ts";
import { application, OF_ANOTHER_JOB, OUR_SECOND, OURS } from "./application.ts";
import { type Happening, together } from "./happening.ts";

export { HighMemoryUsage, MemoryLeak, MemoryNearLimit } from "./memory.ts";

/** Since the last scrape it kept a core busy for this share of the time. */
const works =
  (share: Quantity<"ratio">, whose = OURS): Happening =>
  (world) =>
    application(world, whose).increment(processCpu, {}, share.value * world.step);

const calm = works(percent(20));
const calmFor = (lasts: Duration): readonly Phase[] => [during(lasts, calm)];

export const HighCPUUsage: Meaning = {
  fires: [
    {
      when: "it keeps 84 % of a core busy",
      before: calmFor(minutes(10)),
      happens: [during(minutes(15), works(percent(84)))],
      firesAfter: minutes(6.25),
      tells: [
        {
          labels: OURS,
          summary: "QuantFlow uses much processor time",
          description: "quantflow-app:9464 used 84% of a core on average of 5 min (limit 80 %, for 2 min).",
        },
      ],
      resolves: { phases: calmFor(minutes(10)), after: seconds(15) },
    },
  ],
  silent: [
    { when: "it keeps 76 % of a core busy", phases: [during(minutes(20), works(percent(76)))] },
    {
      when: "it is busy for a minute",
      phases: [...calmFor(minutes(10)), during(minutes(1), works(percent(100))), ...calmFor(minutes(10))],
    },
    {
      when: "two instances keep half a core busy each",
      phases: [during(minutes(20), together(works(percent(50)), works(percent(50), OUR_SECOND)))],
    },
    {
      when: "another job's program is busy",
      phases: [during(minutes(20), together(calm, works(percent(95), OF_ANOTHER_JOB)))],
    },
  ],
  unscraped: { lasts: seconds(15) },
};

const PERIOD = milliseconds(20);
const GRAIN = milliseconds(1.2);
/** The timer's turns since the last scrape: each late by its grain, but for blocks of so long, which are one turn each. */
const blocked =
  (times: number, each: Duration, whose = OURS): Happening =>
  (world) => {
    const free = world.step - times * each.value;
    application(world, whose).observe(eventLoopLag, {}, each.value, times);
    application(world, whose).observe(eventLoopLag, {}, GRAIN.value, Math.round(free / (PERIOD.value + GRAIN.value)));
  };

const smooth = blocked(0, seconds(0));
const smoothFor = (lasts: Duration): readonly Phase[] => [during(lasts, smooth)];

export const EventLoopLag: Meaning = {
  fires: [
    {
      when: "it is blocked three times in 15 s, for 1.1 s each: 26 % of the time is lost",
      before: smoothFor(minutes(10)),
      happens: [during(minutes(15), blocked(3, seconds(1.1)))],
      firesAfter: minutes(6.25),
      tells: [
        {
          labels: OURS,
          summary: "QuantFlow's event loop is blocked",
          description:
            "quantflow-app:9464 ran late for 26.42% of the time (over 5 min; limit 25 %, for 2 min): in that time neither a price nor a scrape is served.",
        },
      ],
      resolves: { phases: smoothFor(minutes(10)), after: seconds(15) },
    },
  ],
  silent: [
    { when: "each turn is a millisecond late, as a timer's turns are", phases: smoothFor(minutes(20)) },
    { when: "it is blocked for 0.95 s each: 24 % are lost", phases: [during(minutes(20), blocked(3, seconds(0.95)))] },
    {
      when: "it is blocked for 3 s once in five minutes",
      phases: [
        ...smoothFor(minutes(5)),
        during(seconds(15), blocked(1, seconds(3))),
        ...smoothFor(minutes(4.75)),
        during(seconds(15), blocked(1, seconds(3))),
        ...smoothFor(minutes(10)),
      ],
    },
    {
      when: "two instances lose a fifth of their time each",
      phases: [during(minutes(20), together(blocked(3, seconds(0.75)), blocked(3, seconds(0.75), OUR_SECOND)))],
    },
    {
      when: "another job's program is blocked",
      phases: [during(minutes(20), together(smooth, blocked(3, seconds(3), OF_ANOTHER_JOB)))],
    },
  ],
  unscraped: { lasts: seconds(15) },
};

/** The exchange's clock minus ours. */
const differs =
  (offset: number, whose = OURS): Happening =>
  (world) =>
    application(world, whose).set(clockOffset, {}, offset);
const rightFor = (lasts: Duration): readonly Phase[] => [during(lasts, differs(0.004))];

const skewed: Told = {
  labels: OURS,
  summary: "Our clock and the exchange's differ",
  description:
    "The clock of quantflow-app:9464 is 1.05s off the exchange's (limit 1 s, for 2 min): orders may be refused as too old.",
};

export const ClockSkew: Meaning = {
  fires: [
    {
      when: "our clock is 1.05 s ahead",
      before: rightFor(minutes(5)),
      happens: [during(minutes(5), differs(-1.05))],
      firesAfter: minutes(2),
      tells: [skewed],
      resolves: { phases: rightFor(minutes(5)), after: seconds(0) },
    },
    {
      when: "our clock is 1.05 s behind",
      before: rightFor(minutes(5)),
      happens: [during(minutes(5), differs(1.05))],
      firesAfter: minutes(2),
      tells: [skewed],
      resolves: { phases: rightFor(minutes(5)), after: seconds(0) },
    },
  ],
  silent: [
    { when: "it is 0.95 s behind", phases: [during(minutes(20), differs(0.95))] },
    { when: "half a second is the round trip's fault", phases: [during(minutes(20), differs(0.5))] },
    {
      when: "it is set right within 2 min",
      phases: [...rightFor(minutes(5)), during(minutes(2), differs(3)), ...rightFor(minutes(5))],
    },
    {
      when: "another job's clock differs",
      phases: [during(minutes(20), together(differs(0.004), differs(3, OF_ANOTHER_JOB)))],
    },
  ],
  unscraped: "ends",
};
