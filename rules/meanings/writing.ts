/** What keeps the application from writing anything down. */
import { during, type Meaning, type Told } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { dataDirectoryWritable, dependencyUp } from "../../metrics/quantflow/index.ts";
import { application, OF_ANOTHER_JOB, OURS } from "./application.ts";
import type { Happening } from "./happening.ts";

const labels = { job: OURS.job, instance: OURS.instance };

/** A state that has to hold for a while: it does, or is over in time. */
const stateHolds = (
  what: string,
  held: Duration,
  is: (bad: boolean, whose?: typeof OURS) => Happening,
  told: Told,
): Meaning => ({
  fires: [
    {
      when: what,
      before: [during(minutes(5), is(false))],
      happens: [during(minutes(10), is(true))],
      firesAfter: held,
      tells: [told],
      resolves: { phases: [during(minutes(5), is(false))], after: seconds(0) },
    },
  ],
  silent: [
    { when: `it is over within ${held.text}`, phases: [during(held, is(true)), during(minutes(10), is(false))] },
    { when: "it is another job's", phases: [during(minutes(10), is(true, OF_ANOTHER_JOB))] },
  ],
  unscraped: "ends",
});

export const ApplicationCannotWrite: Meaning = stateHolds(
  "its disk is full",
  minutes(1),
  (bad, whose = OURS) =>
    (world) =>
      application(world, whose).set(dataDirectoryWritable, {}, bad ? 0 : 1),
  {
    labels,
    summary: "QuantFlow's disk takes nothing",
    description:
      "The data directory of quantflow-app:9464 has taken nothing for 1 min: fills wait in memory, where a crash loses them, and alerts are refused.",
  },
);

export const StoreFailing: Meaning = stateHolds(
  "the database answers and takes no row",
  minutes(2),
  (bad, whose = OURS) =>
    (world) => {
      application(world, whose).set(dependencyUp, { dependency: "timescaledb" }, bad ? 0 : 1);
      application(world, whose).set(dependencyUp, { dependency: "redis" }, 1);
    },
  {
    labels: { ...labels, dependency: "timescaledb" },
    summary: "QuantFlow cannot use timescaledb",
    description:
      "Everything that quantflow-app:9464 asked of timescaledb has failed for 2 min: what is to be kept there waits.",
  },
);
