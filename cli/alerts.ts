import { randomUUID } from "node:crypto";
import { type Receiver, receiversOf } from "../lib/alerting/routing/index.ts";
import type { Model } from "../stacks/model.ts";
import { alertmanager } from "../stacks/services/alertmanager.ts";
import { watchman } from "../stacks/services/watchman.ts";
import { postAlerts } from "./alerts/alertmanager.ts";
import { arrivalIn } from "./alerts/arrival.ts";
import { noAlertmanager, unknownReceiver } from "./alerts/errors.ts";
import { probeFor } from "./alerts/probe.ts";
import { type Sent, sendProbes } from "./alerts/send.ts";
import { command, EXIT } from "./command.ts";
import { requireEngine } from "./stack/engine.ts";
import { whileReached } from "./stack/reach.ts";
import { adminLogin, ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";
import { nearest } from "./terminal/nearest.ts";
import { tracked } from "./terminal/progress.ts";
import { table } from "./terminal/table.ts";

/** Longer than a route's first wait. */
const PATIENCE_MILLISECONDS = 120_000;

export const test = command({
  description:
    "Posts a labelled alert to the running Alertmanager for each receiver, waits until it has arrived where this machine can see it (the mail catcher, the application's history) or until the receiver has taken a message, and resolves it. The watchman takes none: it hears the Watchdog alone, all the time.",
  options: {
    environment: ENVIRONMENT_OPTION,
    receiver: { type: "string", placeholder: "NAME", summary: "only this one" },
    json: { type: "boolean", summary: "print [{receiver, seen, seconds}]" },
  },
  examples: [
    { line: "npx quantflow alerts test", does: "every receiver" },
    { line: "npx quantflow alerts test --receiver email", does: "one of them" },
  ],
  async run(context, { environment, receiver: name, json }) {
    const site = siteOf(context, environment);
    const platform = modelOf(site);
    requireAlertmanager(platform);
    const login = adminLogin(site);
    const receivers = receiversOf(platform.route).filter(takesTests);
    const names = receivers.map((receiver) => receiver.name);
    if (name !== undefined && !names.includes(name)) throw unknownReceiver(name, names, nearest(name, names));
    const probes = receivers
      .filter((receiver) => name === undefined || receiver.name === name)
      .map((receiver) => probeFor(receiver, platform.route, randomUUID()));
    const engine = await requireEngine(context);
    const url = platform.publicUrl(alertmanager, "web");
    const { now, pause, progress, terminal } = context;
    const sent = await tracked(progress, "send test alerts", (task) =>
      whileReached(context, engine, { site, platform }, () =>
        sendProbes(
          probes,
          {
            post: (alerts) => postAlerts(url, login, alerts),
            arrived: arrivalIn(platform, login),
            now,
            pause,
            limit: PATIENCE_MILLISECONDS,
          },
          task,
        ),
      ),
    );
    terminal.print(json ? JSON.stringify(sent) : table(sent.map(row)));
    return EXIT.ok;
  },
});

/** The watchman refuses everything but the Watchdog, which is always on its way to it. */
const takesTests = ({ kind, livesIn }: Receiver): boolean => kind !== "absent" && livesIn?.name !== watchman.name;

/** Where another's stands in its place, nothing of ours takes an alert. */
function requireAlertmanager({ services, omitted, environment }: Model): void {
  if (services.some(({ name }) => name === alertmanager.name)) return;
  throw noAlertmanager(
    environment.name,
    omitted.find(({ name }) => name === alertmanager.name)?.why ?? "it is left out",
  );
}

const row = ({ receiver, seen, seconds }: Sent): readonly string[] => [
  receiver,
  seen ? `arrived after ${seconds} s` : `took a message after ${seconds} s; look there, this machine cannot`,
];
