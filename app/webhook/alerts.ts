import { join } from "node:path";
import type { Router } from "express";
import type { MetricsRecorder } from "../../lib/metrics/recorder.ts";
import {
  ALERT_CHANNELS,
  alertDeadLetters,
  alertLogFailures,
  alertLogUnreadable,
  alertOutbox,
  alertOutboxAge,
} from "../../metrics/quantflow/webhook.ts";
import type { Clock, Random } from "../clock.ts";
import type { Tokens } from "../http/bearer.ts";
import type { Log } from "../log.ts";
import { type Channel, historyChannel } from "./channel.ts";
import { deadLetterRouter } from "./dead-letters.ts";
import { forwardChannel } from "./forward.ts";
import { AlertHistory, type HistoryOptions } from "./history.ts";
import { FileJournal, memoryJournal } from "./journal.ts";
import { webhookRouter } from "./router.ts";
import { type AlertRecord, waitsSince } from "./schema.ts";
import { DeliveryWorker, WORKER_LIMITS, type WorkerLimits } from "./worker.ts";

export interface AlertsOptions {
  /** Where the log of alerts survives a restart; undefined: it lives as long as the process. */
  readonly dataDirectory: string | undefined;
  /** Bearer tokens that Alertmanager may show. */
  readonly tokens: Tokens;
  /** The store's table of alerts; undefined: there is no store. */
  readonly save: ((records: readonly AlertRecord[]) => Promise<void>) | undefined;
  /** Another receiver of each alert; undefined: there is none. */
  readonly forward: { readonly url: string; readonly token: () => string | undefined } | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Pick<MetricsRecorder, "increment" | "set" | "observe">;
  readonly log: Log;
  readonly limits?: WorkerLimits;
}

export interface Alerts {
  readonly history: AlertHistory;
  /** `POST /alerts/webhook`; checks its token by itself. */
  readonly receiver: Router;
  /** What was given up, for the administrator alone. */
  readonly deadLetters: Router;
  /** Begins to deliver what an earlier run left. */
  start(): void;
  /** Brings the metrics up to date that are read rather than counted. */
  refresh(): void;
  /** After the server: resolves when no delivery is under way and the log is written. */
  stop(): Promise<void>;
}

function channelsOf({ save, forward, clock }: AlertsOptions): readonly Channel[] {
  return [
    ...(save === undefined ? [] : [historyChannel(save)]),
    ...(forward === undefined ? [] : [forwardChannel({ ...forward, now: () => clock.now() })]),
  ];
}

function historyOptions({ clock, recorder, log }: AlertsOptions): Omit<HistoryOptions, "channels" | "stored"> {
  return {
    now: () => clock.now(),
    unreadable(lines) {
      recorder.increment(alertLogUnreadable, {}, lines);
      log.error({ lines }, "lines of the alert log could not be read; they are kept in alerts.ndjson.unreadable");
    },
    compactionFailed(error) {
      recorder.increment(alertLogFailures, { operation: "compaction" });
      log.error({ err: error }, "the alert log was not made shorter; nothing is lost, and it is tried again later");
    },
  };
}

function refresh({ recorder, clock }: AlertsOptions, history: AlertHistory, channel: Channel["name"]): void {
  const owed = history.owed(channel);
  const [oldest] = owed.values();
  const ageMs = oldest === undefined ? 0 : clock.now() - waitsSince(oldest);
  recorder.set(alertOutbox, { channel }, owed.size);
  recorder.set(alertOutboxAge, { channel }, Math.max(0, ageMs / 1000));
  recorder.set(alertDeadLetters, { channel }, history.dead(channel).size);
}

/** They wait until it is configured again: who took it out should know. */
function tellUndeliverable({ log }: AlertsOptions, history: AlertHistory, names: readonly string[]): void {
  for (const channel of ALERT_CHANNELS) {
    const alerts = history.owed(channel).size;
    if (alerts > 0 && !names.includes(channel))
      log.warn({ channel, alerts }, "alerts wait for a channel that is not configured");
  }
}

/** The alerts' way through the application: received, kept, delivered. Rejects with WEBHOOK_JOURNAL. */
export async function openAlerts(options: AlertsOptions): Promise<Alerts> {
  const { dataDirectory, limits = WORKER_LIMITS } = options;
  const channels = channelsOf(options);
  const names = channels.map(({ name }) => name);
  const workers: DeliveryWorker[] = [];
  const wake = () => {
    for (const worker of workers) worker.wake();
  };
  const journal = dataDirectory === undefined ? memoryJournal : new FileJournal(join(dataDirectory, "alerts.ndjson"));
  const history = await AlertHistory.open(journal, { ...historyOptions(options), channels: names, stored: wake });
  tellUndeliverable(options, history, names);
  return {
    history,
    receiver: webhookRouter({ ...options, history }),
    deadLetters: deadLetterRouter(history, names),
    start() {
      for (const channel of channels)
        workers.push(new DeliveryWorker({ ...options, channel, outbox: history, limits }));
      wake();
    },
    refresh() {
      for (const name of names) refresh(options, history, name);
    },
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await history.close();
    },
  };
}
