import { type Duration, seconds } from "../../lib/metrics/units.ts";
import type { Environment } from "../../stacks/environment.ts";
import { type Noticed, WATCHMAN } from "../statement.ts";
import type { Statements } from "./index.ts";
import { delay, looping, sluggish } from "./usual.ts";

/** Prometheus sends what fires again once a minute, and Alertmanager believes it for four. Source: rules/manager.go, sendAlerts */
const BELIEVED_SECONDS = 240;

const silence = ({ watchman, pace }: Environment): number => watchman.silence.value / pace;

const mailed = (lasts: (environment: Environment) => Duration, because: string): Noticed => ({
  notices: [
    {
      alert: WATCHMAN,
      job: "watchman",
      after: { lasts, because },
      told: { by: ["email"], because: "nothing but the watchman can tell then, and it mails" },
    },
  ],
  loses: "Samples and alerts of that time.",
});

/** Five seconds pass between two looks at its files, whatever the environment's pace. Source: --config.auto-reload-interval */
const RELOADED = delay(5, "it looks for a new configuration every five seconds");

const broken = (what: Noticed) => ({ stop: what, kill: what, freeze: what, "cut-network": what });

const prometheusBroken = mailed(
  (environment) => seconds(BELIEVED_SECONDS + silence(environment)),
  "Alertmanager takes the Watchdog for firing until four minutes after it last heard of it, then the watchman waits for its silence",
);
const alertmanagerBroken = mailed((environment) => seconds(silence(environment)), "the watchman waits for its silence");

export const prometheus: Statements = {
  ...broken(prometheusBroken),
  ...looping({ alert: "RestartLoop", job: "prometheus" }),
  ...sluggish("prometheus"),
  "corrupt-configuration": {
    notices: [{ alert: "PrometheusReloadFailed", job: "prometheus", after: RELOADED }],
    loses: "Nothing: it goes on with the configuration that it has.",
  },
};

export const alertmanager: Statements = {
  ...broken(alertmanagerBroken),
  ...looping({ alert: "RestartLoop", job: "alertmanager" }),
  ...sluggish("alertmanager"),
  "corrupt-configuration": alertmanagerBroken,
};
