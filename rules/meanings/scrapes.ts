import { during, type Meaning, type Phase, type Told } from "../../lib/alerting/proofs/meaning.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import { labelLimitsExceeded, poolTargetLimit, poolTargets } from "../../metrics/external/index.ts";
import { byTurns, type Happening, together } from "./happening.ts";

const INSTANCE = "redis-exporter:9121";
const about = { job: "redis", instance: INSTANCE };
const exporter = (world: World) => world.target("redis", INSTANCE);
/** Another platform's Prometheus may well be scraped under the same address. */
const ELSEWHERE = "staging-prometheus";
const prometheus = (world: World, job = "prometheus") => world.target(job, "prometheus:9090");

const forFiveMinutes = (...happenings: readonly Happening[]): readonly Phase[] => [
  during(minutes(5), together(...happenings)),
];
const down: Happening = (world) => exporter(world).fails();

/** So many samples, of as many as it may expose; Prometheus counts them to the end, and then refuses all. */
const exposing =
  (samples: number, limit: number): Happening =>
  (world) => {
    const target = exporter(world);
    const found = { samplesScraped: samples, samplesKept: samples };
    target.limitSamples(limit);
    if (limit > 0 && samples > limit) target.fails(found);
    else target.answers(found);
  };
const tooManySamples = (share: string): Told => ({
  labels: about,
  summary: "redis exposes too many series",
  description: `redis-exporter:9121 exposes ${share} of its sample limit, so Prometheus refuses the whole scrape and the job looks down. A label has probably got unbounded values.`,
});

export const ScrapeLimitHit: Meaning = {
  fires: [
    {
      when: "it exposes 535 samples of 500",
      before: forFiveMinutes(exposing(120, 500)),
      happens: forFiveMinutes(exposing(535, 500)),
      firesAfter: seconds(0),
      tells: [tooManySamples("107%")],
      resolves: { phases: forFiveMinutes(exposing(120, 500)), after: seconds(0) },
    },
    {
      when: "it may expose one sample and exposes two",
      before: forFiveMinutes(exposing(1, 1)),
      happens: forFiveMinutes(exposing(2, 1)),
      firesAfter: seconds(0),
      tells: [tooManySamples("200%")],
      resolves: { phases: forFiveMinutes(exposing(1, 1)), after: seconds(0) },
    },
  ],
  silent: [
    { when: "it exposes 475 of 500", phases: forFiveMinutes(exposing(475, 500)) },
    { when: "it exposes as many as it may", phases: forFiveMinutes(exposing(500, 500)) },
    { when: "it has no limit", phases: forFiveMinutes(exposing(535, 0)) },
    { when: "it is down and brings nothing", phases: forFiveMinutes(exposing(120, 500), down) },
  ],
  unscraped: "ends",
};

const takes =
  (duration: number): Happening =>
  (world) =>
    exporter(world).answers({ seconds: duration });
const quick = forFiveMinutes(takes(0.02));

export const ScrapeSlow: Meaning = {
  fires: [
    {
      when: "every scrape of it takes 1.6 s",
      before: quick,
      happens: forFiveMinutes(takes(1.6)),
      firesAfter: minutes(2),
      tells: [
        {
          labels: about,
          summary: "redis answers slowly",
          description:
            "redis-exporter:9121 took 1.6s to answer a scrape (limit 1.5 s, for 2 min): it, what it asks, or the network between is slow, and scrapes will soon fail.",
        },
      ],
      resolves: { phases: quick, after: seconds(0) },
    },
  ],
  silent: [
    { when: "every scrape of it takes 1.4 s", phases: forFiveMinutes(takes(1.4)) },
    { when: "it is quick again within 2 min", phases: [...quick, during(minutes(2), takes(1.6)), ...quick] },
    { when: "it is down, which is told at once", phases: [...quick, ...forFiveMinutes(down)] },
  ],
  unscraped: "ends",
};

const answering: Happening = (world) => exporter(world).answers({ bodyBytes: 50_000 });

export const ScrapeBodyLimitHit: Meaning = {
  fires: [
    {
      when: "its answer is longer than the limit",
      before: forFiveMinutes(answering),
      happens: forFiveMinutes((world) => exporter(world).fails({ bodyBytes: -1 })),
      firesAfter: seconds(0),
      tells: [
        {
          labels: about,
          summary: "redis answers scrapes with too much text",
          description:
            "The answer of redis-exporter:9121 is longer than its body size limit, so Prometheus refuses the whole scrape and the job looks down.",
        },
      ],
      resolves: { phases: forFiveMinutes(answering), after: seconds(0) },
    },
  ],
  silent: [{ when: "it is down and answers nothing", phases: [...forFiveMinutes(answering), ...forFiveMinutes(down)] }],
  unscraped: "ends",
};

/** Prometheus counts scrapes that it refuses for a label, and does not say whose. */
const refusals =
  (count: number, job?: string): Happening =>
  (world) =>
    prometheus(world, job).increment(labelLimitsExceeded, {}, count);
/** The seventh sample was kept, and the eighth was not. */
const EIGHTH_LOST = { samplesScraped: 8, samplesKept: 7 } as const;
const endsAtEighth: Happening = (world) => exporter(world).fails(EIGHTH_LOST);
const refused = together(endsAtEighth, refusals(1));
/** One exporter is down, and others answer of whose samples Prometheus drops one on purpose. */
const bystanders: Happening = (world) => {
  world.target("node").fails();
  for (const [job, instance] of [["redis", "redis-exporter-2:9121"] as const, ["staging-redis", INSTANCE] as const])
    world.target(job, instance).answers(EIGHTH_LOST);
};
const wellAmongBystanders = forFiveMinutes(answering, refusals(0), bystanders);
const overLabelLimits = {
  before: wellAmongBystanders,
  happens: forFiveMinutes(refused, bystanders),
  firesAfter: seconds(0),
  tells: [
    {
      labels: about,
      summary: "redis exposes too many or too long labels",
      description:
        "redis-exporter:9121 exposes a series over its label limits, so Prometheus refuses the whole scrape and the job looks down; its target page names the series.",
    },
  ],
} as const;

export const LabelLimitHit: Meaning = {
  fires: [
    {
      when: "it exposes a series over the label limits, whatever becomes of others",
      ...overLabelLimits,
      resolves: { phases: wellAmongBystanders, after: seconds(0) },
    },
    {
      when: "it does so, until its text breaks off after a sample that is dropped on purpose",
      ...overLabelLimits,
      resolves: { phases: forFiveMinutes(endsAtEighth, refusals(0), bystanders), after: minutes(1.5) },
    },
  ],
  silent: [
    { when: "it is down and brings nothing", phases: forFiveMinutes(down, refusals(0)) },
    {
      when: "its text breaks off after a sample that is dropped on purpose, and no label limit was met lately",
      phases: [during(seconds(15), refusals(3)), ...forFiveMinutes(endsAtEighth, refusals(0))],
    },
    {
      when: "it has too many samples, which is another limit",
      phases: forFiveMinutes(exposing(600, 500), refusals(0)),
    },
    {
      when: "its text breaks off so, and another platform's Prometheus refuses labels",
      phases: forFiveMinutes(endsAtEighth, refusals(0), refusals(1, ELSEWHERE)),
    },
  ],
  unscraped: "ends",
};

/** The job has so many targets, of as many as it may have. */
const targets =
  (count: number, limit: number, by?: string): Happening =>
  (world) => {
    prometheus(world, by).set(poolTargets, { scrape_job: "redis" }, count);
    prometheus(world, by).set(poolTargetLimit, { scrape_job: "redis" }, limit);
  };
const tooManyTargets = (share: string): Told => ({
  labels: { job: "redis", scrape_job: "redis" },
  summary: "redis has too many targets",
  description: `Job redis has ${share} of the targets it may have, so Prometheus scrapes none of them and all look down.`,
});

export const TargetLimitHit: Meaning = {
  fires: [
    {
      when: "it has 27 targets of 25, though one of that name may have more on another platform",
      before: forFiveMinutes(targets(25, 25), targets(27, 50, ELSEWHERE)),
      happens: forFiveMinutes(targets(27, 25)),
      firesAfter: seconds(0),
      tells: [tooManyTargets("108%")],
      resolves: { phases: forFiveMinutes(targets(25, 25)), after: seconds(0) },
    },
    {
      when: "it may have one and has two",
      before: forFiveMinutes(targets(1, 1)),
      happens: forFiveMinutes(targets(2, 1)),
      firesAfter: seconds(0),
      tells: [tooManyTargets("200%")],
      resolves: { phases: forFiveMinutes(targets(1, 1)), after: seconds(0) },
    },
  ],
  silent: [
    { when: "it has as many as it may", phases: forFiveMinutes(targets(25, 25)) },
    { when: "it has no limit", phases: forFiveMinutes(targets(27, 0)) },
    {
      when: "one of that name on another platform has too many",
      phases: forFiveMinutes(targets(20, 25), targets(27, 25, ELSEWHERE)),
    },
  ],
  unscraped: "ends",
};

const answers: Happening = (world) => exporter(world).answers({});
const wellFor5 = forFiveMinutes(answers);
const everyOther: Happening = byTurns(down, answers);
const outage = (lasts: Duration): readonly Phase[] => [
  during(minutes(1), down),
  during(minutes(lasts.value / 60 - 1), answers),
];
const flaps: readonly [Told] = [
  {
    labels: about,
    summary: "Scrapes of redis fail again and again",
    description:
      "Scrapes of redis-exporter:9121 went from answered to failed or back 6 times within 15 min: its series have holes, in which no other alert about it can wait to fire.",
  },
];

export const TargetFlapping: Meaning = {
  fires: [
    {
      when: "it fails three times, six minutes apart",
      before: wellFor5,
      happens: [...outage(minutes(6)), ...outage(minutes(6)), ...outage(minutes(2))],
      firesAfter: minutes(13),
      tells: flaps,
      resolves: { phases: wellFor5, after: minutes(0.75) },
    },
    {
      when: "every other scrape of it fails",
      before: wellFor5,
      happens: [during(minutes(1.5), everyOther)],
      firesAfter: minutes(1.25),
      tells: flaps,
      resolves: { phases: [during(minutes(20), answers)], after: minutes(13.25) },
    },
  ],
  silent: [
    { when: "it is deployed twice", phases: [...wellFor5, ...outage(minutes(3)), ...outage(minutes(20))] },
    {
      when: "it fails twice and then for good, which has an alert of its own",
      phases: [...wellFor5, ...outage(minutes(3)), ...outage(minutes(3)), during(minutes(20), down)],
    },
    {
      when: "it fails three times, eight minutes apart",
      phases: [...wellFor5, ...outage(minutes(8)), ...outage(minutes(8)), ...outage(minutes(20))],
    },
  ],
  unscraped: { lasts: minutes(2.5) },
};
