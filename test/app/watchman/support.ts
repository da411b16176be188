import type { Mail, WatchState } from "../../../app/watchman/state.ts";
import { Watch, type WatchOptions } from "../../../app/watchman/watch.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** 2026-01-01 00:00:00 UTC */
export const START = Date.UTC(2026, 0, 1);

export const OPTIONS: WatchOptions = {
  environment: "local",
  silence: 420,
  reminders: [3600, 14_400, 86_400],
  lookAt: ["Prometheus: http://localhost:9090"],
  dropped: () => undefined,
};

/** A notification of the Watchdog as Alertmanager 0.31 sends it. */
export const notification = (labels: Record<string, string>, status = "firing"): string =>
  JSON.stringify({
    version: "4",
    status,
    receiver: "watchman",
    groupLabels: { alertname: "Watchdog", severity: "none" },
    externalURL: "http://localhost:9093",
    truncatedAlerts: 0,
    alerts: [{ status, labels, annotations: {}, startsAt: "2026-01-01T00:00:00Z", fingerprint: "8e9f1e71a2c3d4b5" }],
  });

export const OURS = { alertname: "Watchdog", severity: "none", environment: "local" };

/** A watch, and a time that goes on in ticks of a second. */
export function watching(given: Partial<WatchOptions> = {}, state?: WatchState) {
  const watch = new Watch({ ...OPTIONS, ...given }, state);
  let now = START;
  const pass = (milliseconds: number): readonly Mail[] => {
    const mails: Mail[] = [];
    for (const end = now + milliseconds; now < end; ) {
      now += 1000;
      const mail = watch.passed(1, now);
      if (mail) mails.push(mail);
    }
    return mails;
  };
  return { watch, pass, hear: () => watch.heard(now), end: () => watch.ended(now), now: () => now };
}
