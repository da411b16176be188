/** Redis as its exporter sees it. */
import { during, type Meaning, type Phase } from "../../lib/alerting/proofs/meaning.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { cacheRun, cacheUp } from "../../metrics/external/index.ts";
import type { Happening } from "./happening.ts";

const OURS = { job: "redis", instance: "redis-exporter:9121" };
const OUR_SECOND = { job: "redis", instance: "redis-exporter-2:9121" };
const OF_ANOTHER_JOB = { job: "sessions", instance: "sessions-exporter:9121" };

const exporter = (world: World, { job, instance } = OURS) => world.target(job, instance);

/** What does not change when it restarts; a run has an id of its own. */
const BUILD = {
  master_replid: "0",
  maxmemory_policy: "allkeys-lru",
  os: "Linux",
  process_id: "1",
  redis_build_id: "0",
  redis_mode: "standalone",
  redis_version: "8.2.1",
  role: "master",
  tcp_port: "6379",
};

const runs =
  (run = "first", whose = OURS): Happening =>
  (world) => {
    exporter(world, whose).set(cacheUp, {}, 1);
    exporter(world, whose).forget(cacheRun);
    exporter(world, whose).set(cacheRun, { ...BUILD, run_id: run }, 1);
  };
/** It cannot be reached, so its exporter can tell nothing else of it. */
const isDown =
  (whose = OURS): Happening =>
  (world) => {
    exporter(world, whose).set(cacheUp, {}, 0);
    exporter(world, whose).forget(cacheRun);
  };
const exporterIsDown: Happening = (world) => exporter(world).fails();
const exporterRestarts: Happening = (world) => {
  exporter(world).restarts();
  runs()(world);
};

const well = (whose = OURS): readonly Phase[] => [during(minutes(5), runs("first", whose))];
/** Restarts, and can be reached again after 15 s; so long in all. */
const restart = (run: string, inAll: Duration, whose = OURS): readonly Phase[] => [
  during(seconds(15), isDown(whose)),
  during(seconds(inAll.value - 15), runs(run, whose)),
];

export const CacheDown: Meaning = {
  fires: [
    {
      when: "its exporter cannot reach it any more",
      before: well(),
      happens: [during(minutes(5), isDown())],
      firesAfter: minutes(1),
      tells: [
        {
          labels: OURS,
          summary: "Redis is down",
          description:
            "The exporter redis-exporter:9121 runs but has not reached Redis for 1 min: latest prices are not being published.",
        },
      ],
      resolves: { phases: [during(minutes(5), runs("second"))], after: seconds(0) },
    },
  ],
  silent: [
    { when: "it is back within a minute", phases: [...well(), during(minutes(1), isDown()), ...well()] },
    { when: "its exporter is down and nobody knows", phases: [...well(), during(minutes(10), exporterIsDown)] },
    { when: "another job's Redis is down", phases: [...well(), during(minutes(10), isDown(OF_ANOTHER_JOB))] },
  ],
  unscraped: "ends",
};

export const CacheRestartLoop: Meaning = {
  fires: [
    {
      when: "it restarts three times, six minutes apart",
      before: well(),
      happens: [...restart("second", minutes(6)), ...restart("third", minutes(6)), ...restart("fourth", minutes(2))],
      firesAfter: minutes(12.25),
      tells: [
        {
          labels: OURS,
          summary: "Redis keeps restarting",
          description: "redis-exporter:9121 has seen 4 runs of Redis within 15 min.",
        },
      ],
      resolves: { phases: [during(minutes(5), runs("fourth"))], after: minutes(0.75) },
    },
  ],
  silent: [
    {
      when: "it is updated twice",
      phases: [...well(), ...restart("second", minutes(3)), ...restart("third", minutes(20))],
    },
    {
      when: "it restarts three times, eight minutes apart",
      phases: [
        ...well(),
        ...restart("second", minutes(8)),
        ...restart("third", minutes(8)),
        ...restart("fourth", minutes(20)),
      ],
    },
    { when: "only its exporter restarts, over and over", phases: [...well(), during(minutes(20), exporterRestarts)] },
    {
      when: "two of them are updated, one after the other, and then again",
      phases: [
        ...well(),
        ...well(OUR_SECOND),
        ...restart("second", minutes(1)),
        ...restart("second", minutes(1), OUR_SECOND),
        ...restart("third", minutes(1)),
        ...restart("third", minutes(20), OUR_SECOND),
      ],
    },
    {
      when: "another job's Redis keeps restarting",
      phases: [
        ...well(OF_ANOTHER_JOB),
        ...restart("second", minutes(1), OF_ANOTHER_JOB),
        ...restart("third", minutes(1), OF_ANOTHER_JOB),
        ...restart("fourth", minutes(10), OF_ANOTHER_JOB),
      ],
    },
  ],
  unscraped: { lasts: minutes(2.25) },
};
