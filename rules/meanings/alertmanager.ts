import { during, type Meaning, type Phase, type Told } from "../../lib/alerting/proofs/meaning.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { alertmanagerFailures, alertmanagerReloaded, notificationLogErrors } from "../../metrics/external/index.ts";
import type { Happening } from "./happening.ts";

const INSTANCE = "alertmanager:9093";
/** Another platform's Alertmanager may well be scraped under the same address. */
const ELSEWHERE = "staging-alertmanager";
const alertmanager = (world: World, job = "alertmanager") => world.target(job, INSTANCE);

const reloaded =
  (isSuccess: boolean, job?: string): Happening =>
  (world) =>
    alertmanager(world, job).set(alertmanagerReloaded, {}, isSuccess ? 1 : 0);

export const AlertmanagerReloadFailed: Meaning = {
  fires: [
    {
      when: "it cannot load its configuration",
      before: [during(minutes(5), reloaded(true))],
      happens: [during(minutes(5), reloaded(false))],
      firesAfter: minutes(1),
      tells: [
        {
          labels: { job: "alertmanager", instance: INSTANCE },
          summary: "Alertmanager refused its configuration",
          description:
            "alertmanager:9093 has run on its previous configuration for 1 min, because it cannot load the present one; its log says why.",
        },
      ],
      resolves: { phases: [during(minutes(5), reloaded(true))], after: seconds(0) },
    },
  ],
  silent: [
    {
      when: "it reads half a change and then the rest",
      phases: [during(seconds(45), reloaded(false)), during(minutes(5), reloaded(true))],
    },
    { when: "another platform's cannot load its own", phases: [during(minutes(5), reloaded(false, ELSEWHERE))] },
  ],
  unscraped: "ends",
};

/** What Alertmanager has given up since the last scrape, and who is down at this one. */
interface Delivery {
  readonly mails?: number;
  /** To the application, which keeps a record of every alert. */
  readonly copies?: number;
  readonly down?: "quantflow" | "node-red";
  readonly by?: string;
}
const gaveUp =
  ({ mails = 0, copies = 0, down, by = "alertmanager" }: Delivery): Happening =>
  (world) => {
    for (const job of ["quantflow", "node-red"] as const)
      if (job === down) world.target(job).fails();
      else world.target(job).answers();
    alertmanager(world, by).increment(alertmanagerFailures, { integration: "email", reason: "other" }, mails);
    alertmanager(world, by).increment(alertmanagerFailures, { integration: "webhook", reason: "other" }, copies);
  };
const forSoLong = (lasts: Duration, delivery: Delivery = {}): Phase => during(lasts, gaveUp(delivery));
const once = (delivery: Delivery): Phase => forSoLong(seconds(15), delivery);
/** Alertmanager gives up a copy every minute. */
const aCopyAMinute = (times: number, down?: Delivery["down"]): readonly Phase[] =>
  Array.from({ length: times }, () => [
    once({ copies: 1, ...(down && { down }) }),
    forSoLong(seconds(45), down ? { down } : {}),
  ]).flat();

const undelivered = (integration: string): Told => ({
  labels: { job: "alertmanager", instance: INSTANCE, integration, reason: "other" },
  summary: `Alertmanager cannot deliver by ${integration}`,
  description: `About 1 notifications by ${integration} failed within 5 min (other), for 1 min.`,
});

export const AlertmanagerNotificationsFailing: Meaning = {
  fires: [
    {
      when: "a mail cannot be delivered while the application is down, which excuses its copies only",
      before: [forSoLong(minutes(5)), ...aCopyAMinute(5, "quantflow")],
      happens: [once({ mails: 1, copies: 1, down: "quantflow" }), ...aCopyAMinute(2, "quantflow")],
      firesAfter: minutes(1),
      tells: [undelivered("email")],
      resolves: { phases: aCopyAMinute(10, "quantflow"), after: minutes(2.5) },
    },
    {
      when: "the application refuses a copy while another service is down",
      before: [forSoLong(minutes(5))],
      happens: [once({ copies: 1, down: "node-red" }), forSoLong(minutes(1), { down: "node-red" })],
      firesAfter: minutes(1),
      tells: [undelivered("webhook")],
      resolves: { phases: [forSoLong(minutes(10))], after: minutes(3.5) },
    },
    {
      when: "the application refuses a copy five minutes after it was down",
      before: [forSoLong(minutes(5)), once({ down: "quantflow" }), forSoLong(minutes(5))],
      happens: [once({ copies: 1 }), forSoLong(minutes(1))],
      firesAfter: minutes(1),
      tells: [undelivered("webhook")],
      resolves: { phases: [forSoLong(minutes(10))], after: minutes(3.5) },
    },
  ],
  silent: [
    { when: "none failed lately", phases: [once({ mails: 3, copies: 3 }), forSoLong(minutes(10))] },
    {
      when: "the application was down for 4 min and could take no copies",
      // The last failure is scraped when the application is back.
      phases: [
        forSoLong(minutes(5)),
        forSoLong(minutes(1), { down: "quantflow" }),
        ...aCopyAMinute(3, "quantflow"),
        once({ copies: 1 }),
        forSoLong(minutes(10)),
      ],
    },
    {
      when: "another platform's cannot deliver its mails",
      phases: [
        forSoLong(minutes(5), { by: ELSEWHERE }),
        once({ mails: 1, by: ELSEWHERE }),
        forSoLong(minutes(10), { by: ELSEWHERE }),
      ],
    },
  ],
  unscraped: { lasts: minutes(3.5) },
};

const failsToWrite =
  (times: number, by = "alertmanager"): Happening =>
  (world) =>
    alertmanager(world, by).increment(notificationLogErrors, {}, times);
const writes = (lasts: Duration, by?: string): Phase => during(lasts, failsToWrite(0, by));

export const AlertmanagerCannotWrite: Meaning = {
  fires: [
    {
      when: "its disk is full when it writes down what it has notified",
      before: [writes(minutes(10))],
      happens: [during(seconds(15), failsToWrite(1)), writes(minutes(1))],
      firesAfter: seconds(0),
      tells: [
        {
          labels: { job: "alertmanager", instance: INSTANCE },
          summary: "Alertmanager's disk takes nothing",
          description:
            "alertmanager:9093 failed about 1 times within 5 min to write down what it has notified: after a restart it forgets silences, and tells again what it told.",
        },
      ],
      resolves: { phases: [writes(minutes(15))], after: minutes(3.5) },
    },
  ],
  silent: [
    { when: "none failed lately", phases: [during(seconds(15), failsToWrite(3)), writes(minutes(10))] },
    {
      when: "another platform's fails to",
      phases: [writes(minutes(5), ELSEWHERE), during(minutes(5), failsToWrite(1, ELSEWHERE))],
    },
  ],
  unscraped: { lasts: minutes(4.5) },
};
