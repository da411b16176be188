import { during, type FiringStory, type Meaning, type Phase, type Told } from "../../lib/alerting/proofs/meaning.ts";
import type { World } from "../../lib/alerting/proofs/world.ts";
import type { Counter } from "../../lib/metrics/definitions.ts";
import { type Duration, minutes, seconds } from "../../lib/metrics/units.ts";
import {
  alertmanagersDiscovered,
  notificationErrors,
  notificationsDropped,
  prometheusReloaded,
  ruleFailures,
} from "../../metrics/external/index.ts";
import type { Happening } from "./happening.ts";

const INSTANCE = "prometheus:9090";
/** Another platform's Prometheus may well be scraped under the same address. */
const ELSEWHERE = "staging-prometheus";
const prometheus = (world: World, job = "prometheus") => world.target(job, INSTANCE);
const about = { job: "prometheus", instance: INSTANCE };

/** It says this of itself for five minutes. */
const well = (happens: Happening): readonly Phase[] => [during(minutes(5), happens)];

export const Watchdog: Meaning = {
  fires: [
    {
      when: "alerting works",
      happens: [during(minutes(5), () => {})],
      firesAfter: seconds(0),
      tells: [
        {
          labels: {},
          summary: "Alerting works",
          description: "This alert always fires. When it stops arriving, Prometheus or Alertmanager is dead.",
        },
      ],
    },
  ],
  silent: [],
  unscraped: "stays",
};

const reloaded =
  (isSuccess: boolean, job?: string): Happening =>
  (world) =>
    prometheus(world, job).set(prometheusReloaded, {}, isSuccess ? 1 : 0);

export const PrometheusReloadFailed: Meaning = {
  fires: [
    {
      when: "it cannot load its configuration",
      before: well(reloaded(true)),
      happens: [during(minutes(5), reloaded(false))],
      firesAfter: minutes(1),
      tells: [
        {
          labels: about,
          summary: "Prometheus refused its configuration",
          description:
            "prometheus:9090 has run on its previous configuration for 1 min, because it cannot load the present one; its log says why.",
        },
      ],
      resolves: { phases: well(reloaded(true)), after: seconds(0) },
    },
  ],
  silent: [
    {
      when: "it reads half a change and then the rest",
      phases: [...well(reloaded(true)), during(seconds(45), reloaded(false)), ...well(reloaded(true))],
    },
    { when: "another platform's cannot load its own", phases: well(reloaded(false, ELSEWHERE)) },
  ],
  unscraped: "ends",
};

const GROUP = "/etc/prometheus/rules/feed-1a2b3c4d.yml;feed";
const ENDPOINT = "http://alertmanager:9093/api/v2/alerts";

/** How it counts what goes wrong: so many more at each scrape. */
type Count = (count: number, job?: string) => Happening;
const of =
  <L extends Readonly<Record<string, string>>>(metric: Counter<L>, labels: NoInfer<L>): Count =>
  (count, job) =>
  (world) =>
    prometheus(world, job).increment(metric, labels, count);

/** One goes wrong; all is forgotten when nothing has gone wrong for five minutes. */
const oneGoesWrong = (when: string, count: Count, firesAfter: Duration, tells: Told): FiringStory => ({
  when,
  before: [during(minutes(10), count(0))],
  happens: [during(seconds(15), count(1)), during(minutes(1), count(0))],
  firesAfter,
  tells: [tells],
  resolves: { phases: [during(minutes(15), count(0))], after: minutes(3.5) },
});

const oldOrElsewhere = (count: Count): Meaning["silent"] => [
  { when: "none did lately", phases: [during(seconds(15), count(3)), during(minutes(10), count(0))] },
  {
    when: "it is another platform's",
    phases: [during(minutes(5), count(0, ELSEWHERE)), during(minutes(5), count(1, ELSEWHERE))],
  },
];

const evaluationsFailed = of(ruleFailures, { rule_group: GROUP });

export const RuleEvaluationFailures: Meaning = {
  fires: [
    oneGoesWrong("one evaluation fails", evaluationsFailed, seconds(0), {
      labels: { ...about, rule_group: GROUP },
      summary: "Alert rules fail to evaluate",
      description: `About 1 evaluations of ${GROUP} failed within 5 min: its alerts cannot fire.`,
    }),
  ],
  silent: oldOrElsewhere(evaluationsFailed),
  unscraped: { lasts: minutes(4.5) },
};

const alertsUndelivered = of(notificationErrors, { alertmanager: ENDPOINT });

export const NotificationsFailing: Meaning = {
  fires: [
    oneGoesWrong("one alert does not arrive", alertsUndelivered, minutes(1), {
      labels: { ...about, alertmanager: ENDPOINT },
      summary: "Prometheus cannot hand alerts over",
      description: `About 1 alerts did not reach ${ENDPOINT} within 5 min, for 1 min.`,
    }),
  ],
  silent: oldOrElsewhere(alertsUndelivered),
  unscraped: { lasts: minutes(3.5) },
};

const alertsDropped = of(notificationsDropped, { alertmanager: ENDPOINT });

export const NotificationsDropped: Meaning = {
  fires: [
    oneGoesWrong("one alert is dropped", alertsDropped, seconds(0), {
      labels: { ...about, alertmanager: ENDPOINT },
      summary: "Prometheus drops alerts",
      description: `About 1 alerts for ${ENDPOINT} were dropped within 5 min.`,
    }),
  ],
  silent: oldOrElsewhere(alertsDropped),
  unscraped: { lasts: minutes(4.5) },
};

const knowing =
  (alertmanagers: number, job?: string): Happening =>
  (world) =>
    prometheus(world, job).set(alertmanagersDiscovered, {}, alertmanagers);

export const NoAlertmanager: Meaning = {
  fires: [
    {
      when: "it finds no Alertmanager any more",
      before: well(knowing(1)),
      happens: [during(minutes(5), knowing(0))],
      firesAfter: minutes(1),
      tells: [
        {
          labels: about,
          summary: "Prometheus has no Alertmanager",
          description: "prometheus:9090 has known no Alertmanager for 1 min: its alerts go nowhere.",
        },
      ],
      resolves: { phases: well(knowing(1)), after: seconds(0) },
    },
  ],
  silent: [
    { when: "there are two", phases: well(knowing(2)) },
    { when: "one of two is gone", phases: [...well(knowing(2)), ...well(knowing(1))] },
    {
      when: "the only one is replaced within a minute",
      phases: [...well(knowing(1)), during(seconds(45), knowing(0)), ...well(knowing(1))],
    },
    { when: "another platform's Prometheus has none", phases: well(knowing(0, ELSEWHERE)) },
  ],
  unscraped: "ends",
};

/** Whether its own samples are kept; those of another job are, which is how this is seen to be about its own. */
const keeps =
  (own: boolean): Happening =>
  (world) => {
    world.target("quantflow").answers();
    if (own) prometheus(world).answers();
    else prometheus(world).vanishes();
  };
const scrapesFail: Happening = (world) => prometheus(world).fails();

export const PrometheusCannotWrite: Meaning = {
  fires: [
    {
      when: "its disk is full",
      before: well(keeps(true)),
      happens: [during(minutes(5), keeps(false))],
      firesAfter: minutes(1.75),
      tells: [
        {
          labels: { job: "prometheus" },
          summary: "Prometheus stores nothing",
          description:
            "Prometheus has kept none of its own samples within 1 min, for 1 min: it judges by what it had before, and soon by nothing. Its disk is full, or nothing scrapes it.",
        },
      ],
      resolves: { phases: well(keeps(true)), after: seconds(0) },
    },
  ],
  silent: [
    {
      when: "it is restarted, and back within 1.75 min",
      phases: [...well(keeps(true)), during(minutes(1.75), keeps(false)), ...well(keeps(true))],
    },
    { when: "scrapes of it fail, which is kept", phases: [...well(keeps(true)), during(minutes(10), scrapesFail)] },
  ],
  unscraped: "stays",
};
