/** What the real programs make of what we expose: promtool's check, and a Prometheus that scrapes both formats. */
import { EventEmitter, once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../../cli/run.ts";
import { metricsOf } from "../../../lib/metrics/catalogue.ts";
import { gauge } from "../../../lib/metrics/definitions.ts";
import { Exposer } from "../../../lib/metrics/exposer.ts";
import { renderText } from "../../../lib/metrics/exposition.ts";
import { contentType, formatFor } from "../../../lib/metrics/format.ts";
import { MetricsRecorder } from "../../../lib/metrics/recorder.ts";
import * as quantflow from "../../../metrics/quantflow/index.ts";
import type { Running } from "../../support/prometheus-process.ts";
import { BUILDING, builtTool } from "../../support/tools.ts";
import { runningPrometheus } from "./running-prometheus.ts";

const odd = gauge({ name: "odd", help: 'A \\ and a "quote"\nand a line.', unit: "items", labels: { of: { upTo: 9 } } });
const AT = Date.now() / 1000;
const EXEMPLAR = { labels: { message: "a1" }, timestamp: AT };

function createRecorder(): MetricsRecorder {
  const drops = { labelSets: quantflow.droppedLabelSets, values: quantflow.droppedValues };
  const recorder = new MetricsRecorder([...metricsOf(quantflow), odd], drops);
  recorder.declare(quantflow.symbols, ["BTC", "ETH"]);
  for (const of of ['"', "\\", "\n", "€ 😀", "", "}", "# EOF"]) recorder.set(odd, { of }, 1e-9);
  recorder.increment(quantflow.priceUpdates, { stream: "trade" }, 1e21);
  for (const age of [0.0004, 0.3, 5]) recorder.observe(quantflow.websocketLatency, { stream: "trade" }, age, EXEMPLAR);
  return recorder;
}

const recorder = createRecorder();

describe("promtool", () => {
  beforeAll(() => builtTool("promtool"), BUILDING);

  it("finds nothing wrong with the text of everything that the application records", async () => {
    const drops = { labelSets: quantflow.droppedLabelSets, values: quantflow.droppedValues };
    const text = renderText(new MetricsRecorder(metricsOf(quantflow), drops).families());
    const checked = await run(await builtTool("promtool"), ["check", "metrics"], { input: text });
    expect(checked).toEqual({ code: 0, signal: null, stdout: "", stderr: "" });
  });
});

describe("a real Prometheus", () => {
  const scraped = new EventEmitter();
  const types = new Map<string, string[]>();
  let server: Server;
  let prometheus: Running;

  beforeAll(async () => {
    const nothing = () => undefined;
    const exposer = new Exposer({ sources: [recorder], elapsed: () => 0, refresh: nothing, rendered: nothing });
    server = createServer(async ({ headers: { accept }, url = "" }, response) => {
      const format = formatFor(accept);
      types.set(url, [...(types.get(url) ?? []), contentType(format)]);
      response.writeHead(200, { "Content-Type": contentType(format) }).end(await exposer.render(format));
      scraped.emit("scrape");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const targets = [`127.0.0.1:${(server.address() as AddressInfo).port}`];
    const job = (name: string, further: object) => ({
      ...{ job_name: name, metrics_path: `/${name}`, scrape_interval: "1s", scrape_timeout: "1s", ...further },
      static_configs: [{ targets }],
    });
    prometheus = await runningPrometheus({
      scrape_configs: [
        job("text", { scrape_protocols: ["PrometheusText0.0.4"] }),
        job("openmetrics", { scrape_protocols: ["OpenMetricsText1.0.0"] }),
        job("usual", {}),
      ],
    });
    // A second scrape of each is only made once the first is stored.
    while (types.size < 3 || [...types.values()].some(({ length }) => length < 2)) await once(scraped, "scrape");
  }, BUILDING);

  afterAll(async () => {
    await prometheus.stop();
    server.close();
  });

  const ask = async (path: string): Promise<unknown> => {
    const answer = (await (await fetch(`${prometheus.url}/api/v1/${path}`)).json()) as { data: unknown };
    return answer.data;
  };
  const series = async (job: string): Promise<ReadonlyMap<string, string>> => {
    const query = encodeURIComponent(`{job="${job}", __name__=~"quantflow_.+|odd"}`);
    const { result } = (await ask(`query?query=${query}`)) as {
      result: readonly { metric: Record<string, string>; value: [number, string] }[];
    };
    return new Map(result.map(({ metric: { job: _, ...labels }, value }) => [JSON.stringify(labels), value[1]]));
  };

  it("is given the format that each job asks for, OpenMetrics when it is free to choose", () => {
    expect(new Set(types.get("/text"))).toEqual(new Set(["text/plain; version=0.0.4; charset=utf-8"]));
    const openMetrics = new Set(["application/openmetrics-text; version=1.0.0; charset=utf-8"]);
    expect(new Set(types.get("/openmetrics"))).toEqual(openMetrics);
    expect(new Set(types.get("/usual"))).toEqual(openMetrics);
  });

  it("scrapes all of it without an error", async () => {
    const { activeTargets } = (await ask("targets")) as {
      activeTargets: readonly { health: string; lastError: string }[];
    };
    expect(activeTargets.map(({ health, lastError }) => [health, lastError])).toEqual(Array(3).fill(["up", ""]));
  });

  it("stores the same series with the same values from both formats", async () => {
    const text = await series("text");
    expect(text.size).toBeGreaterThan(200);
    expect(await series("openmetrics")).toEqual(text);
    const exposed = recorder.families().flatMap(({ samples }) => [...samples()]);
    expect(text.size).toBe(exposed.length);
  });

  it("keeps the exemplars that OpenMetrics carries", async () => {
    const query = `quantflow_websocket_latency_seconds_bucket{job="openmetrics"}`;
    const window = `start=${AT - 60}&end=${AT + 60}`;
    const found = (await ask(`query_exemplars?query=${encodeURIComponent(query)}&${window}`)) as readonly {
      exemplars: readonly { labels: Record<string, string>; value: string }[];
    }[];
    const values = found.flatMap(({ exemplars }) => exemplars.map(({ labels, value }) => [labels["message"], value]));
    expect(values.sort()).toEqual([
      ["a1", "0.0004"],
      ["a1", "0.3"],
      ["a1", "5"],
    ]);
  });
});
