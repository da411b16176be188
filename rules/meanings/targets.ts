/** A job's targets: there and answering, failing, or no longer configured. */
import { during, type Meaning, type Phase, type Told } from "../../lib/alerting/proofs/meaning.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { JOBS, type Job } from "../../metrics/index.ts";
import { type Happening, together } from "./happening.ts";

const first = (job: Job): string => `${job}:1`;
const second = (job: Job): string => `${job}:2`;

const answers =
  (job: Job, instance = first(job)): Happening =>
  (world) =>
    world.target(job, instance).answers();
const fails =
  (job: Job): Happening =>
  (world) =>
    world.target(job, first(job)).fails();
/** Prometheus' configuration no longer names it. */
const isTakenOut =
  (job: Job): Happening =>
  (world) =>
    world.target(job, first(job)).vanishes();

const others = (job: Job, happening: (other: Job) => Happening): Happening =>
  together(...JOBS.filter((other) => other !== job).map((other) => happening(other)));

const allAnswer = together(...JOBS.map((job) => answers(job)));
const well: readonly Phase[] = [during(minutes(5), allAnswer)];
const wellWithTwo = (job: Job): readonly Phase[] => [
  during(minutes(5), together(allAnswer, answers(job, second(job)))),
];

/** The first target of a job fails for as long as `held`; people are then told. */
const down = (job: Job, held: Duration, told: Told): Meaning => {
  const firing = {
    happens: [during(minutes(5), fails(job))],
    firesAfter: held,
    tells: [told],
    resolves: { phases: well, after: seconds(0) },
  } as const;
  return {
    fires: [
      { when: "its target stops answering", before: well, ...firing },
      { when: "one of its two targets stops answering", before: wellWithTwo(job), ...firing },
    ],
    silent: [
      { when: "every other job's target fails", phases: [...well, during(minutes(10), others(job, fails))] },
      { when: "one scrape fails", phases: [...well, during(seconds(15), fails(job)), ...well] },
      { when: `it answers again within ${held.text}`, phases: [...well, during(held, fails(job)), ...well] },
      { when: "it is taken out of the configuration", phases: [...well, during(minutes(10), isTakenOut(job))] },
    ],
    unscraped: "stays",
  };
};

export const ServiceDown: Meaning = down("quantflow", minutes(1), {
  labels: { job: "quantflow", instance: first("quantflow") },
  summary: "QuantFlow is down",
  description:
    "Prometheus has not been able to scrape quantflow:1 for 1 min: the application is not trading, or nobody can see whether it is.",
});

export const TargetDown = (job: Job): Meaning =>
  down(job, minutes(2), {
    labels: { job, instance: first(job) },
    summary: `${job} cannot be scraped`,
    description: `Prometheus has not been able to scrape ${first(job)} for 2 min: until it can, no other alert about ${job} can fire.`,
  });

export const TargetMissing = (job: Job): Meaning => {
  const firing = {
    firesAfter: minutes(2),
    tells: [
      {
        labels: { job },
        summary: `${job} has no target`,
        description: `Prometheus has had no target of job ${job} for 2 min: it is missing from the configuration, so nothing watches it.`,
      },
    ],
    resolves: { phases: well, after: seconds(0) },
  } as const;
  return {
    fires: [
      { when: "its only target is taken out", before: well, happens: [during(minutes(5), isTakenOut(job))], ...firing },
      { when: "it never had one", happens: [during(minutes(5), others(job, answers))], ...firing },
    ],
    silent: [
      { when: "its target is there, though it fails", phases: [...well, during(minutes(20), fails(job))] },
      { when: "one of its two is taken out", phases: [...wellWithTwo(job), during(minutes(10), isTakenOut(job))] },
      { when: "every other job has none", phases: [...well, during(minutes(10), others(job, isTakenOut))] },
      { when: "it is back within 2 min", phases: [...well, during(minutes(2), isTakenOut(job)), ...well] },
    ],
    unscraped: "stays",
  };
};
