import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { readBody } from "../../../app/http/body.ts";
import { close } from "../../../app/http/listen.ts";
import type { AlertRecord } from "../../../app/webhook/schema.ts";
import { Sequence } from "../support/sequence.ts";

export const alert = (fingerprint: string, overrides: Partial<AlertRecord> = {}): AlertRecord => ({
  receivedAt: "2026-01-01T00:00:00.000Z",
  status: "firing",
  labels: { alertname: "A" },
  annotations: {},
  startsAt: "2026-01-01T00:00:00.000Z",
  endsAt: "",
  fingerprint,
  truncatedAlerts: 0,
  ...overrides,
});

export const alerts = (count: number, prefix = "f"): readonly AlertRecord[] =>
  Array.from({ length: count }, (_, index) => alert(`${prefix}${index}`));

export interface Delivery {
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly record: AlertRecord;
}

/** What a receiver does with a delivery: an HTTP status, headers, or nothing at all (`hold`). */
export type Behaviour = (delivery: Delivery) => { status: number; headers?: Record<string, string> } | "hold";

/** A receiver of forwarded alerts on a free port: `taken` has those that it answered with 2xx. */
export async function openReceiver(behave: Behaviour = () => ({ status: 204 })) {
  const taken = new Sequence<Delivery>();
  const asked = new Sequence<Delivery>();
  let behaviour = behave;
  const read = async (request: IncomingMessage): Promise<Delivery> => ({
    key: request.headers["idempotency-key"] as string | undefined,
    authorization: request.headers.authorization,
    record: JSON.parse((await readBody(request, 2 ** 20)) ?? "") as AlertRecord,
  });
  const server = createServer(async (request, response) => {
    const delivery = await read(request);
    const answer = behaviour(delivery);
    asked.push(delivery);
    if (answer === "hold") return;
    if (answer.status < 300) taken.push(delivery);
    response.writeHead(answer.status, answer.headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await close(server);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const behaveLike = (next: Behaviour) => {
    behaviour = next;
  };
  return { url, taken, asked, behaveLike };
}

/** A notification as Alertmanager 0.31 sends it: nine labels, two links. */
export const notification = (count: number, status: "firing" | "resolved" = "firing") => ({
  version: "4",
  groupKey: '{}:{alertname="FeedStale"}',
  truncatedAlerts: 0,
  status,
  receiver: "quantflow",
  groupLabels: { alertname: "FeedStale" },
  commonLabels: { alertname: "FeedStale", severity: "warning" },
  commonAnnotations: {},
  externalURL: "http://alertmanager:9093",
  notification_reason: "first",
  alerts: Array.from({ length: count }, (_, index) => ({
    status,
    labels: {
      alertname: "FeedStale",
      cluster: "local",
      environment: "local",
      instance: `quantflow-app-${index}:9464`,
      job: "quantflow",
      owner: "trading",
      prometheus: "quantflow/local",
      severity: "warning",
      stream: "trade",
    },
    annotations: {
      summary: `Prices of trade are old on quantflow-app-${index}`,
      description: `99 % of trade events were older than 500 ms for 2 minutes; the value is now ${index} seconds. ${"See the runbook. ".repeat(10)}`,
      runbook_url: `https://runbooks.example/rules/runbooks/feed-stale.md?instance=${index}`,
      dashboard_url: `http://localhost:3001/d/quantflow-overview/overview?viewPanel=3&var-instance=${index}`,
    },
    startsAt: "2026-01-01T00:00:00.000Z",
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: `http://prometheus:9090/graph?g0.expr=histogram_quantile%280.99%2C+sum+by+%28job%2C+le%29+%28rate%28quantflow_websocket_latency_seconds_bucket%5B5m%5D%29%29%29+%3E+0.5&g0.tab=1&i=${index}`,
    fingerprint: index.toString(16).padStart(16, "0"),
  })),
});
