import { type Duration, seconds } from "../../lib/metrics/units.ts";
import type { Environment } from "../../stacks/environment.ts";
import { pulse } from "../../stacks/routes.ts";
import { believedFor } from "../../stacks/services/prometheus.ts";
import { type Noticed, WATCHMAN } from "../statement.ts";
import type { Statements } from "./index.ts";
import { delay, gone, looping, sluggish } from "./usual.ts";

/** The window in which PrometheusCannotWrite finds no sample. */
const MISSED_SECONDS = 60;
const silence = ({ watchman, pace }: Environment): number => watchman.silence.value / pace;

const mailed = (lasts: (environment: Environment) => Duration, because: string, loses: string): Noticed => ({
  notices: [
    {
      alert: WATCHMAN,
      job: "watchman",
      after: { lasts, because },
      told: { by: ["email"], because: "nothing but the watchman can tell then, and it mails" },
    },
  ],
  loses,
});

/** Five seconds pass between two looks at its files, whatever the environment's pace. Source: --config.auto-reload-interval */
const RELOADED = delay(5, "it looks for a new configuration every five seconds");

const broken = (what: Noticed) => ({ stop: what, kill: what, freeze: what, "cut-network": what });

const prometheusBroken = mailed(
  (environment) => seconds(believedFor(environment.interval) + silence(environment)),
  "Alertmanager takes the Watchdog for firing until eight evaluations after it last heard of it, then the watchman waits for its silence",
  "Samples and alerts of that time.",
);
const alertmanagerBroken = mailed(
  (environment) => seconds(silence(environment)),
  "the watchman waits for its silence",
  "Alerts of that time.",
);

export const prometheus: Statements = {
  ...broken(prometheusBroken),
  ...looping({ alert: "RestartLoop", job: "prometheus" }, { loses: "Samples of the times when it is down." }),
  ...sluggish("prometheus"),
  "corrupt-configuration": {
    notices: [{ alert: "PrometheusReloadFailed", job: "prometheus", after: RELOADED }],
    loses: "Nothing: it goes on with the configuration that it has.",
  },
  "fill-volume": {
    notices: [
      {
        alert: "PrometheusCannotWrite",
        job: "prometheus",
        after: {
          lasts: ({ pace }) => seconds(MISSED_SECONDS / pace),
          because: "only a hole in its own samples tells, and it has to be of some length",
        },
      },
    ],
    loses: "Samples of that time, and what is stored after it until it is restarted, which should be at once.",
  },
};

export const alertmanager: Statements = {
  ...broken(alertmanagerBroken),
  ...looping({ alert: "RestartLoop", job: "alertmanager" }),
  ...sluggish("alertmanager"),
  "corrupt-configuration": alertmanagerBroken,
  "fill-volume": {
    notices: [
      {
        alert: "AlertmanagerCannotWrite",
        job: "alertmanager",
        after: delay(60, "it writes down what it has notified once a minute"),
      },
    ],
    loses: "Nothing, unless it ends meanwhile: its silences are in memory alone.",
  },
};

export const watchman: Statements = {
  ...gone({ alert: "TargetDown", job: "watchman" }),
  ...looping({ alert: "RestartLoop", job: "watchman" }),
  ...sluggish("watchman"),
  "fill-volume": {
    notices: [
      {
        alert: "WatchmanCannotWrite",
        job: "watchman",
        after: {
          lasts: ({ pace }) => seconds((2 * pulse.interval.value) / pace),
          because: "it writes down each heartbeat, which Alertmanager repeats at every second of its intervals",
        },
      },
    ],
    loses: "Nothing, unless it ends meanwhile: what it heard is in memory alone.",
  },
};
