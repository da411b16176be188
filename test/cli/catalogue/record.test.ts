import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { observe, recordingsOf } from "../../../cli/catalogue/observe.ts";
import { recordingPlan, writeRecordings } from "../../../cli/catalogue/record.ts";
import { recordPage } from "../../../cli/catalogue/record-page.ts";
import type { RecordedMetric, Recording } from "../../../lib/metrics/recording.ts";
import { exchangeTarget } from "../../../stacks/services/exchange.ts";
import { mailTarget } from "../../../stacks/services/mail.ts";
import { quantflowTarget } from "../../../stacks/services/quantflow-app.ts";
import { ended, fakeRun, temporaryFolder } from "../fixtures.ts";

const EXPOSED: Readonly<Record<string, string>> = {
  "quantflow-app": 'quantflow_feed_connected 1\nnodejs_handles{type="Socket"} 1\nnodejs_handles{type="Pipe"} 1\n',
  exchange: 'exchange_connections 1\nnodejs_handles{type="Socket"} 1\nnodejs_extra 1\n',
  "blackbox-exporter": "# TYPE probe_success gauge\nprobe_success 1\n",
};
const observed = () => {
  const { run } = fakeRun((args) => ended(`HTTP/1.0 200 OK\r\n\r\n${EXPOSED[args.at(-2) ?? ""]}`));
  const query = async () => ["up", "scrape_samples_scraped"].map((name) => ({ labels: { __name__: name }, value: 1 }));
  return observe({ run, container: "p", store: { find: () => "secret" } }, { query }, [
    quantflowTarget,
    exchangeTarget,
    mailTarget,
  ]);
};

describe("observing a running stack", () => {
  it("tells ours, the exporter's and the scrape's apart", async () => {
    const [application] = await observed();
    expect(application).toMatchObject({
      job: "quantflow",
      instance: "quantflow-app:9464",
      exporter: { exporter: "prom-client" },
    });
    expect(Object.keys(application?.own ?? {})).toEqual(["quantflow_feed_connected"]);
    expect(Object.keys(application?.exported ?? {})).toEqual(["nodejs_handles"]);
    expect(Object.keys(application?.scrape ?? {})).toEqual(["scrape_samples_scraped", "up"]);
  });

  it("makes one recording an exporter, module and version, of all targets together", async () => {
    const recordings = recordingsOf(await observed());
    expect(recordings.map(({ exporter, version }) => `${exporter}-${version}`)).toEqual([
      "prom-client-15.1.3",
      "blackbox-exporter-smtp_banner-0.28.0",
      "prometheus-scrape-3.13.5",
    ]);
    expect(recordings[0]?.metrics).toEqual({
      nodejs_extra: { type: "untyped", help: "", labels: {}, series: 1 },
      nodejs_handles: { type: "untyped", help: "", labels: { type: 2 }, series: 2 },
    });
  });
});

const metric = (labels: Readonly<Record<string, number>> = {}): RecordedMetric => ({
  ...{ type: "gauge", help: "Depth." },
  labels,
  series: 2,
});
const now: Recording = { exporter: "some", version: "2", metrics: { depth: metric(), fresh: metric() } };
const before: Recording = { exporter: "some", version: "1", metrics: { depth: metric({ disk: 1 }), old: metric() } };

describe("recording again", () => {
  it("tells what came, what is gone, and which file it replaces", () => {
    const plan = recordingPlan([now], [before, { ...before, exporter: "other" }]);
    expect(plan).toEqual([
      {
        file: "some-2.json",
        exporter: "some",
        version: "2",
        metrics: 2,
        series: 4,
        replaces: ["some-1.json"],
        come: ["fresh"],
        gone: ["depth: label disk is gone, it has no labels", "old: never exported"],
      },
    ]);
    expect(recordPage(plan, (_, text) => text).split("\n")).toEqual([
      "EXPORTER  VERSION  METRICS  SERIES  NEW  GONE",
      "some      2        2        4       1    2",
      "",
      "some-2.json: fresh: new",
      "some-2.json: depth: label disk is gone, it has no labels",
      "some-2.json: old: never exported",
      "some-2.json replaces some-1.json",
    ]);
  });

  it("leaves one file an exporter, and those of others alone", () => {
    const folder = temporaryFolder();
    for (const file of ["some-1.json", "other-1.json"]) writeFileSync(join(folder, file), "{}");
    writeRecordings([now], recordingPlan([now], [before]), folder);
    expect(readdirSync(folder).sort()).toEqual(["other-1.json", "some-2.json"]);
    expect(JSON.parse(readFileSync(join(folder, "some-2.json"), "utf8"))).toEqual(now);
  });
});
