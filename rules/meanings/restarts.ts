import { during, type Meaning, type Phase } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { processStart } from "../../metrics/external/index.ts";
import { type Happening, together } from "./happening.ts";

const INSTANCE = "redis-exporter:9121";
const SECOND_INSTANCE = "redis-exporter-2:9121";

const starts =
  (instance: string): Happening =>
  (world) => {
    world.target("redis", instance).restarts();
    world.target("redis", instance).set(processStart, {}, world.now);
  };
const startsThenRuns = (lasts: Duration, instances: readonly string[] = [INSTANCE]): readonly Phase[] => [
  during(seconds(15), together(...instances.map(starts))),
  during(seconds(lasts.value - 15), () => {}),
];

export const RestartLoop: Meaning = {
  fires: [
    {
      when: "it starts anew every five minutes",
      before: startsThenRuns(minutes(10)),
      happens: [...startsThenRuns(minutes(5)), ...startsThenRuns(minutes(5)), ...startsThenRuns(minutes(1))],
      firesAfter: minutes(10),
      tells: [
        {
          labels: { job: "redis", instance: INSTANCE },
          summary: "redis-exporter:9121 keeps restarting",
          description: "redis-exporter:9121 restarted 3 times within 15 min.",
        },
      ],
      resolves: { phases: [during(minutes(25), () => {})], after: minutes(3.75) },
    },
  ],
  silent: [
    {
      when: "it is deployed twice within a quarter of an hour, and another one as well",
      phases: [5, 5, 5].flatMap((lasts) => startsThenRuns(minutes(lasts), [INSTANCE, SECOND_INSTANCE])),
    },
    {
      when: "it is deployed three times in half an hour",
      phases: [10, 10, 10, 10].flatMap((lasts) => startsThenRuns(minutes(lasts))),
    },
  ],
  unscraped: { lasts: minutes(4.5) },
};
