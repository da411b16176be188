/** PostgreSQL as its exporter sees it. */
import { during, type Meaning, type Phase } from "../../lib/alerting/proofs/meaning.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { databaseStart, databaseUp } from "../../metrics/external/index.ts";
import type { Happening } from "./happening.ts";

const OURS = { job: "timescaledb", instance: "postgres-exporter:9187" };
const OF_ANOTHER_JOB = { job: "bookkeeping", instance: "bookkeeping-exporter:9187" };

const exporter = (world: World, { job, instance } = OURS) => world.target(job, instance);

/** It has been running since this time after the beginning. */
const runs =
  (since = seconds(0), whose = OURS): Happening =>
  (world) => {
    exporter(world, whose).set(databaseUp, {}, 1);
    exporter(world, whose).set(databaseStart, {}, since.value);
  };
/** It cannot be reached, so its exporter can tell nothing else of it. */
const isDown =
  (whose = OURS): Happening =>
  (world) => {
    exporter(world, whose).set(databaseUp, {}, 0);
    exporter(world, whose).forget(databaseStart);
  };
const exporterIsDown: Happening = (world) => exporter(world).fails();
const exporterRestarts: Happening = (world) => {
  exporter(world).restarts();
  runs()(world);
};

const well: readonly Phase[] = [during(minutes(5), runs())];
/** Restarts at this time after the beginning, and can be reached again after 15 s; so long in all. */
const restart = (at: Duration, inAll: Duration, whose = OURS): readonly Phase[] => [
  during(seconds(15), isDown(whose)),
  during(seconds(inAll.value - 15), runs(at, whose)),
];

export const DatabaseDown: Meaning = {
  fires: [
    {
      when: "its exporter cannot reach it any more",
      before: well,
      happens: [during(minutes(5), isDown())],
      firesAfter: minutes(1),
      tells: [
        {
          labels: OURS,
          summary: "The database is down",
          description:
            "The exporter postgres-exporter:9187 runs but has not reached PostgreSQL for 1 min: prices and trades are not being stored.",
        },
      ],
      resolves: { phases: [during(minutes(5), runs(minutes(10)))], after: seconds(0) },
    },
  ],
  silent: [
    { when: "it is back within a minute", phases: [...well, during(minutes(1), isDown()), ...well] },
    { when: "its exporter is down and nobody knows", phases: [...well, during(minutes(10), exporterIsDown)] },
    { when: "another job's database is down", phases: [...well, during(minutes(10), isDown(OF_ANOTHER_JOB))] },
  ],
  unscraped: "ends",
};

export const DatabaseRestartLoop: Meaning = {
  fires: [
    {
      when: "it restarts three times, six minutes apart",
      before: well,
      happens: [
        ...restart(minutes(5), minutes(6)),
        ...restart(minutes(11), minutes(6)),
        ...restart(minutes(17), minutes(2)),
      ],
      firesAfter: minutes(12.25),
      tells: [
        {
          labels: OURS,
          summary: "The database keeps restarting",
          description: "PostgreSQL, as postgres-exporter:9187 sees it, restarted 3 times within 15 min.",
        },
      ],
      resolves: { phases: [during(minutes(5), runs(minutes(17)))], after: minutes(0.75) },
    },
  ],
  silent: [
    {
      when: "it is updated twice",
      phases: [...well, ...restart(minutes(5), minutes(3)), ...restart(minutes(8), minutes(20))],
    },
    {
      when: "it restarts three times, eight minutes apart",
      phases: [
        ...well,
        ...restart(minutes(5), minutes(8)),
        ...restart(minutes(13), minutes(8)),
        ...restart(minutes(21), minutes(20)),
      ],
    },
    { when: "only its exporter restarts, over and over", phases: [...well, during(minutes(20), exporterRestarts)] },
    {
      when: "another job's database keeps restarting",
      phases: [
        ...well,
        ...restart(minutes(5), minutes(1), OF_ANOTHER_JOB),
        ...restart(minutes(6), minutes(1), OF_ANOTHER_JOB),
        ...restart(minutes(7), minutes(1), OF_ANOTHER_JOB),
        ...restart(minutes(8), minutes(10), OF_ANOTHER_JOB),
      ],
    },
  ],
  unscraped: { lasts: minutes(2.25) },
};
