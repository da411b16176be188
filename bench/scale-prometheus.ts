import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseText, sampleValue } from "../test/lib/metrics/parse-text.ts";
import { builtTool } from "../test/support/tools.ts";
import { Storage } from "./scale-storage.ts";

export interface ScrapedTargets {
  /** Of the exporter, whose paths are `/0` to one below the targets. */
  readonly port: number;
  readonly targets: number;
  readonly intervalSeconds: number;
  /** What one block holds: two hours as Prometheus comes, less here so that a block is cut within the benchmark. */
  readonly blockMinutes: number;
}

/** What Prometheus says of itself, and the system of it. */
export interface Reading {
  readonly series: number;
  readonly samples: number;
  /** Samples that were refused and scrapes that failed: a measurement with any is none. */
  readonly lost: number;
  readonly processorSeconds: number;
  readonly residentBytes: number;
  /** Of those, what the system cannot take back: not the pages of files that are mapped into memory. */
  readonly anonymousBytes: number;
}

/** The pinned Prometheus on a free port of the loopback interface, with an empty storage that goes when it is stopped. */
export class ScalePrometheus {
  readonly storage: Storage;
  readonly #child: ChildProcess;
  readonly #url: string;
  readonly #directory: string;

  private constructor(child: ChildProcess, url: string, directory: string) {
    this.#child = child;
    this.#url = url;
    this.#directory = directory;
    this.storage = new Storage(join(directory, "data"));
  }

  static async start(scraped: ScrapedTargets): Promise<ScalePrometheus> {
    const directory = await mkdtemp(join(tmpdir(), "quantflow-scale-"));
    const file = join(directory, "prometheus.yml");
    await writeFile(file, JSON.stringify(configuration(scraped)));
    const block = `${scraped.blockMinutes}m`;
    const flags = [
      ...[`--config.file=${file}`, `--storage.tsdb.path=${directory}/data`, "--web.listen-address=127.0.0.1:0"],
      // Not in its help: blocks are cut as usual, only more often.
      ...[`--storage.tsdb.min-block-duration=${block}`, `--storage.tsdb.max-block-duration=${block}`],
      "--storage.tsdb.retention.time=1d",
    ];
    const child = spawn(await builtTool("prometheus"), flags, { stdio: ["ignore", "ignore", "pipe"] });
    return new ScalePrometheus(child, await addressOf(child), directory);
  }

  async read(): Promise<Reading> {
    const answer = await fetch(`${this.#url}/metrics`);
    const parsed = parseText(await answer.text());
    const value = (name: string, labels: Readonly<Record<string, string>> = {}) =>
      sampleValue(parsed, name, labels) ?? Number.NaN;
    const status = readFileSync(`/proc/${this.#child.pid}/status`, "utf8");
    return {
      series: value("prometheus_tsdb_head_series"),
      samples: value("prometheus_tsdb_head_samples_appended_total", { type: "float" }),
      lost: LOSSES.reduce((sum, name) => sum + value(name), 0),
      processorSeconds: value("process_cpu_seconds_total"),
      residentBytes: kibibytes(status, "VmRSS"),
      anonymousBytes: kibibytes(status, "RssAnon"),
    };
  }

  /** The share of all scrapes that failed, as those do for which a busy machine takes longer than the interval. */
  async failedScrapes(): Promise<number> {
    const failed = encodeURIComponent("1 - sum(sum_over_time(up[1h])) / sum(count_over_time(up[1h]))");
    const answer = await fetch(`${this.#url}/api/v1/query?query=${failed}`);
    const { data } = (await answer.json()) as { data: { result: readonly { value: readonly [number, string] }[] } };
    return Number(data.result[0]?.value[1]);
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "close");
    this.#child.kill();
    await ended;
    await rm(this.#directory, { recursive: true, force: true });
  }
}

const LOSSES = [
  "prometheus_target_scrapes_exceeded_sample_limit_total",
  "prometheus_target_scrapes_sample_out_of_order_total",
  "prometheus_target_scrapes_sample_out_of_bounds_total",
  "prometheus_target_scrapes_sample_duplicate_timestamp_total",
] as const;

const kibibytes = (status: string, field: string): number =>
  Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1024;

const configuration = ({ port, targets, intervalSeconds }: ScrapedTargets) => ({
  global: { scrape_interval: `${intervalSeconds}s`, scrape_timeout: `${intervalSeconds}s` },
  scrape_configs: Array.from({ length: targets }, (_, index) => ({
    job_name: `target-${index}`,
    metrics_path: `/${index}`,
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
  })),
});

async function addressOf(child: ChildProcess): Promise<string> {
  if (child.stderr === null) throw new Error("Prometheus was started without its log");
  const heard: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    heard.push(line);
    // Two parts of it say these, in either order.
    const port = /Listening on.*?127\.0\.0\.1:(\d+)/.exec(heard.join("\n"))?.[1];
    if (port === undefined || !heard.some((one) => one.includes("Server is ready"))) continue;
    child.stderr.resume();
    return `http://127.0.0.1:${port}`;
  }
  throw new Error(`Prometheus did not start:\n${heard.join("\n")}`);
}
