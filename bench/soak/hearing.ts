import { createServer } from "node:http";
import { loadavg } from "node:os";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { close, listen } from "../../app/http/listen.ts";

/** An alert that Alertmanager told of, once for each time that it began to fire. */
export interface Alarm {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** When it began to fire, and when the run was told, milliseconds since the epoch. */
  readonly firedAt: number;
  readonly toldAt: number;
  /** Of the last minute then: what is late on a machine that is full is late for that reason. */
  readonly machineLoad: number;
}

/** The run's own receiver: of Alertmanager's notifications, and of what the application forwards. */
export interface Heard {
  readonly url: string;
  readonly alarms: readonly Alarm[];
  /** What went wrong with each request that could not be read: its sender hung up, or it is no notification. */
  readonly unread: readonly Error[];
  stop(): Promise<void>;
}

const notification = z.object({
  alerts: z.array(
    z.object({
      status: z.string(),
      labels: z.record(z.string(), z.string()),
      startsAt: z.string(),
      fingerprint: z.string(),
    }),
  ),
});

/** Not told of: it always fires. */
const ALWAYS = "Watchdog";

export async function hearing(): Promise<Heard> {
  const alarms = new Map<string, Alarm>();
  const unread: Error[] = [];
  const hear = (body: string) => {
    for (const { status, labels, startsAt, fingerprint } of notification.parse(JSON.parse(body)).alerts) {
      const { alertname: name = "" } = labels;
      const key = `${fingerprint} ${startsAt}`;
      if (status !== "firing" || name === ALWAYS || alarms.has(key)) continue;
      alarms.set(key, {
        name,
        labels,
        firedAt: Date.parse(startsAt),
        toldAt: Date.now(),
        machineLoad: loadavg()[0] ?? 0,
      });
    }
  };
  const server = createServer(async (request, response) => {
    try {
      const body = await text(request);
      if (request.url === "/alerts") hear(body);
      response.writeHead(204).end();
    } catch (error) {
      unread.push(error instanceof Error ? error : new Error(String(error)));
      response.writeHead(400).end();
    }
  });
  const port = await listen(server, "the soak's receiver", { port: 0, host: "127.0.0.1" });
  return {
    url: `http://127.0.0.1:${port}`,
    get alarms() {
      return [...alarms.values()];
    },
    get unread() {
      return [...unread];
    },
    stop: () => close(server),
  };
}
