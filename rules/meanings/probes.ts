/** A service that a prober asks on its behalf: it answers as it should, or the probe fails. */
import { during, type Meaning, type Phase } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { probeSuccess } from "../../metrics/external/index.ts";
import { isProbed, JOBS, type Job } from "../../metrics/index.ts";
import { byTurns, type Happening, together } from "./happening.ts";

const addressOf = (job: Job): string => `${job}:80`;
/** The prober itself answers Prometheus all the while. */
const probed =
  (success: boolean) =>
  (job: Job): Happening =>
  (world) =>
    world.target(job, addressOf(job)).set(probeSuccess, {}, success ? 1 : 0);
const answers = probed(true);
const fails = probed(false);
const comesAndGoes = (job: Job): Happening => byTurns(fails(job), answers(job));
const proberIsDown =
  (job: Job): Happening =>
  (world) =>
    world.target(job, addressOf(job)).fails();

/** It answers, and another thing is the case with each other probed service. */
const othersOf = (job: Job, happening: (other: Job) => Happening): Happening =>
  together(answers(job), ...JOBS.filter((other) => other !== job && isProbed(other)).map((other) => happening(other)));

const well = (job: Job, lasts: Duration = minutes(5)): readonly Phase[] => [during(lasts, answers(job))];
/** Fails for one probe, then answers; so long in all. */
const outage = (job: Job, inAll: Duration): readonly Phase[] => [
  during(seconds(15), fails(job)),
  during(seconds(inAll.value - 15), answers(job)),
];

export const ServiceUnreachable = (job: Job): Meaning => ({
  fires: [
    {
      when: "no probe succeeds any more",
      before: well(job),
      happens: [during(minutes(5), fails(job))],
      firesAfter: minutes(1),
      tells: [
        {
          labels: { job, instance: addressOf(job) },
          summary: `${job} does not answer`,
          description: `Every probe of ${addressOf(job)} failed for 1 min: it is down, unreachable, or answers otherwise than it should.`,
        },
      ],
      resolves: { phases: well(job), after: seconds(0) },
    },
  ],
  silent: [
    { when: "every other probe succeeds", phases: [during(minutes(10), comesAndGoes(job))] },
    { when: "it answers again within a minute", phases: [...well(job), during(minutes(1), fails(job)), ...well(job)] },
    { when: "no other service answers", phases: [during(minutes(10), othersOf(job, fails))] },
    { when: "its prober is down and nobody knows", phases: [...well(job), during(minutes(10), proberIsDown(job))] },
  ],
  unscraped: "ends",
});

export const ServiceFlapping = (job: Job): Meaning => {
  const tells = [
    {
      labels: { job, instance: addressOf(job) },
      summary: `${job} comes and goes`,
      description: `Probes of ${addressOf(job)} went from answered to failed or back 6 times within 15 min: it restarts, or cannot keep up.`,
    },
  ] as const;
  return {
    fires: [
      {
        when: "it fails three times, six minutes apart",
        before: well(job),
        happens: [...outage(job, minutes(6)), ...outage(job, minutes(6)), ...outage(job, minutes(2))],
        firesAfter: minutes(12.25),
        tells,
        resolves: { phases: well(job), after: minutes(0.75) },
      },
      {
        when: "every other probe fails",
        before: well(job),
        happens: [during(minutes(1.5), comesAndGoes(job))],
        firesAfter: minutes(1.25),
        tells,
        resolves: { phases: well(job, minutes(20)), after: minutes(13.25) },
      },
    ],
    silent: [
      {
        when: "it is deployed twice",
        phases: [...well(job), ...outage(job, minutes(3)), ...outage(job, minutes(20))],
      },
      {
        when: "it fails twice and then for good, which has an alert of its own",
        phases: [...well(job), ...outage(job, minutes(3)), ...outage(job, minutes(3)), during(minutes(20), fails(job))],
      },
      {
        when: "it fails three times, eight minutes apart",
        phases: [...well(job), ...outage(job, minutes(8)), ...outage(job, minutes(8)), ...outage(job, minutes(20))],
      },
      { when: "the other services come and go", phases: [during(minutes(20), othersOf(job, comesAndGoes))] },
    ],
    unscraped: { lasts: minutes(2.25) },
  };
};
