import { during, type Meaning } from "../../lib/alerting/proofs/meaning.ts";
import { minutes, seconds } from "../../lib/metrics/units.ts";
import { heartbeats, watchmanMailServer, watchmanStateFailures } from "../../metrics/quantflow/watchman.ts";
import type { Happening } from "./happening.ts";

const INSTANCE = "watchman:9465";
/** Another platform's watchman may well be scraped under the same address. */
const ELSEWHERE = "staging-watchman";
const labels = { job: "watchman", instance: INSTANCE };

const letsIn =
  (isUp: boolean, job = "watchman"): Happening =>
  (world) =>
    world.target(job, INSTANCE).set(watchmanMailServer, {}, isUp ? 1 : 0);

export const WatchmanCannotMail: Meaning = {
  fires: [
    {
      when: "the mail server refuses it",
      before: [during(minutes(5), letsIn(true))],
      happens: [during(minutes(15), letsIn(false))],
      firesAfter: minutes(10),
      tells: [
        {
          labels,
          summary: "The watchman cannot mail",
          description:
            "The mail server has not let watchman:9465 in for 10 min: nobody would learn of it if alerting stopped.",
        },
      ],
      resolves: { phases: [during(minutes(5), letsIn(true))], after: seconds(0) },
    },
  ],
  silent: [
    {
      when: "the mail server is restarted, and lets it in at the next check",
      phases: [
        during(minutes(5), letsIn(true)),
        during(minutes(9.75), letsIn(false)),
        during(minutes(15), letsIn(true)),
      ],
    },
    { when: "another platform's cannot mail", phases: [during(minutes(20), letsIn(false, ELSEWHERE))] },
  ],
  unscraped: "ends",
};

const comes =
  (result: "accepted" | "foreign", howMany: number, job = "watchman"): Happening =>
  (world) =>
    world.target(job, INSTANCE).increment(heartbeats, { result }, howMany);
const quiet: Happening = (world) => world.target("watchman", INSTANCE).answers();

export const WatchmanHearsStrangers: Meaning = {
  fires: [
    {
      when: "one heartbeat of another environment comes",
      before: [during(minutes(10), quiet)],
      happens: [during(seconds(15), comes("foreign", 1)), during(minutes(1), quiet)],
      firesAfter: seconds(0),
      tells: [
        {
          labels: { ...labels, result: "foreign" },
          summary: "Another environment's heartbeat comes here",
          description:
            "watchman:9465 refused about 1 heartbeats of another environment within 5 min: an Alertmanager elsewhere has our address and our token.",
        },
      ],
      resolves: { phases: [during(minutes(15), quiet)], after: minutes(3.5) },
    },
  ],
  silent: [
    { when: "heartbeats are its own", phases: [during(minutes(10), comes("accepted", 1))] },
    { when: "none came lately", phases: [during(seconds(15), comes("foreign", 3)), during(minutes(10), quiet)] },
    {
      when: "it is another platform's watchman that hears them",
      phases: [during(minutes(10), comes("foreign", 1, ELSEWHERE))],
    },
  ],
  unscraped: { lasts: minutes(4.5) },
};

const failsToWrite =
  (times: number, job = "watchman"): Happening =>
  (world) =>
    world.target(job, INSTANCE).increment(watchmanStateFailures, {}, times);

export const WatchmanCannotWrite: Meaning = {
  fires: [
    {
      when: "its disk is full at one heartbeat",
      before: [during(minutes(10), quiet)],
      happens: [during(seconds(15), failsToWrite(1)), during(minutes(1), quiet)],
      firesAfter: seconds(0),
      tells: [
        {
          labels,
          summary: "The watchman's disk takes nothing",
          description:
            "watchman:9465 failed about 1 times within 5 min to write down what it heard: after a restart it begins to wait anew, and a mail that waits is lost.",
        },
      ],
      resolves: { phases: [during(minutes(15), quiet)], after: minutes(3.5) },
    },
  ],
  silent: [
    { when: "none failed lately", phases: [during(seconds(15), failsToWrite(3)), during(minutes(10), quiet)] },
    {
      when: "another platform's fails to",
      phases: [during(minutes(10), failsToWrite(1, ELSEWHERE))],
    },
  ],
  unscraped: { lasts: minutes(4.5) },
};
