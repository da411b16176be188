/** How soon Alertmanager is answered, each alert being safe on the disk by then: `npx tsx bench/webhook.ts`. */
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import express, { type Express } from "express";
import { close, listen } from "../app/http/listen.ts";
import { systemClock, systemRandom } from "../app/system.ts";
import { openAlerts } from "../app/webhook/alerts.ts";
import { webhookBody } from "../app/webhook/schema.ts";
import { metricsOf } from "../lib/metrics/catalogue.ts";
import { MetricsRecorder } from "../lib/metrics/recorder.ts";
import * as catalogue from "../metrics/quantflow/index.ts";
import type { Measurement } from "./measurement.ts";

const REACH = "202 within 50 ms at p99";
const PEER = "express, same schema, nothing stored";
/** Alerts a body, and how many bodies each side is sent. */
const SIZES = [
  { alerts: 1, bodies: 1_000 },
  { alerts: 300, bodies: 300 },
] as const;
const BLOCK = 25;

/** Answers 202 at p99, ours with an fsync before each, beside one that forgets what it was told. */
export async function measureWebhook(): Promise<readonly Measurement[]> {
  const ours = await openOurs();
  const peer = await openPeer();
  try {
    const measurements: Measurement[] = [];
    for (const size of SIZES) measurements.push(await measured(size, ours, peer));
    return measurements;
  } finally {
    await ours.close();
    await peer.close();
  }
}

interface Side {
  /** Milliseconds until the answer. */
  readonly post: (body: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

async function measured({ alerts, bodies }: (typeof SIZES)[number], ours: Side, peer: Side): Promise<Measurement> {
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let sent = 0; sent < bodies; sent += BLOCK) {
    times.ours.push(...(await block(alerts, sent, ours)));
    times.peer.push(...(await block(alerts, sent, peer)));
  }
  const [own, theirs] = [percentile(times.ours, 0.99), percentile(times.peer, 0.99)];
  const name = `webhook, ${alerts} ${alerts === 1 ? "alert" : "alerts"} a body, p99`;
  return { name, unit: "ms", ours: own, peer: theirs, peerName: PEER, ratio: theirs / own, reach: REACH };
}

async function block(alerts: number, from: number, { post }: Side): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = from; index < from + BLOCK; index += 1) times.push(await post(notification(alerts, index)));
  return times;
}

const percentile = (values: number[], share: number): number =>
  values.sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;

async function openOurs(): Promise<Side> {
  const folder = await mkdtemp(join(tmpdir(), "webhook-bench-"));
  const nothing = () => undefined;
  const alerts = await openAlerts({
    dataDirectory: folder,
    tokens: () => ["token"],
    save: undefined,
    forward: undefined,
    clock: systemClock,
    random: systemRandom,
    recorder: new MetricsRecorder(metricsOf(catalogue), {
      labelSets: catalogue.droppedLabelSets,
      values: catalogue.droppedValues,
    }),
    log: { debug: nothing, info: nothing, warn: nothing, error: console.error, fatal: console.error },
  });
  alerts.start();
  const server = await serve(express().use(alerts.receiver));
  const closeAll = async () => {
    await server.close();
    await alerts.stop();
    await rm(folder, { recursive: true });
  };
  return { post: server.post, close: closeAll };
}

async function openPeer(): Promise<Side> {
  const app = express().disable("x-powered-by");
  app.post("/alerts/webhook", express.json({ limit: "4mb" }), (incoming, response) => {
    const body = webhookBody.safeParse(incoming.body);
    response.status(body.success ? 202 : 400).json({ status: "received" });
  });
  return serve(app);
}

async function serve(app: Express): Promise<Side> {
  const server = createServer(app);
  const port = await listen(server, "the bench", { port: 0, host: "127.0.0.1" });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: "Bearer token", "content-type": "application/json" };
  const post = (body: string) =>
    new Promise<number>((resolve, reject) => {
      const start = performance.now();
      const options = { port, host: "127.0.0.1", path: "/alerts/webhook", method: "POST", headers, agent };
      const sent = request(options, (response) => {
        if (response.statusCode !== 202) reject(new Error(`the webhook answered ${response.statusCode}`));
        response.resume().once("end", () => resolve(performance.now() - start));
      });
      sent.once("error", reject).end(body);
    });
  const closeAll = async () => {
    agent.destroy();
    await close(server);
  };
  return { post, close: closeAll };
}

/** As Alertmanager sends it, none of its alerts known. */
function notification(count: number, number: number): string {
  const labels = { alertname: "FeedStale", cluster: "local", job: "quantflow", owner: "trading", severity: "warning" };
  const annotations = { summary: "Prices are old", description: "See the runbook. ".repeat(15) };
  const one = (index: number) => ({
    status: "firing",
    labels: { ...labels, instance: `quantflow-app-${index}:9464` },
    annotations,
    startsAt: "2026-01-01T00:00:00.000Z",
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: `http://prometheus:9090/graph?g0.expr=${"x".repeat(150)}`,
    fingerprint: `${count}-${number}-${index}`,
  });
  return JSON.stringify({ version: "4", truncatedAlerts: 0, alerts: Array.from({ length: count }, (_, i) => one(i)) });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  for (const { name, ours, peer, peerName } of await measureWebhook())
    console.info(`${name}: ${ours.toFixed(1)} ms, ${peerName} ${peer?.toFixed(1)} ms`);
