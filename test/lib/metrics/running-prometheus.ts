import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { builtTool } from "../../support/tools.ts";

export interface Running {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * The pinned Prometheus with a configuration (JSON is YAML), on a free port, with its exemplars kept. It remembers a
 * history, in OpenMetrics, however old.
 */
export async function runningPrometheus(configuration: unknown, history?: string): Promise<Running> {
  const directory = await mkdtemp(join(tmpdir(), "scraped-"));
  const file = join(directory, "prometheus.yml");
  await writeFile(file, JSON.stringify(configuration));
  if (history !== undefined) await remember(history, directory);
  const flags = [
    ...[`--config.file=${file}`, `--storage.tsdb.path=${directory}/data`],
    ...["--web.listen-address=127.0.0.1:0", "--enable-feature=exemplar-storage"],
    "--storage.tsdb.retention.time=100y",
  ];
  const child = spawn(await builtTool("prometheus"), flags, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(child, "close");
  const stop = async () => {
    child.kill();
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  const heard: string[] = [];
  for await (const line of createInterface({ input: child.stderr })) {
    heard.push(line);
    // Two parts of it say these, in either order.
    const port = /Listening on.*?127\.0\.0\.1:(\d+)/.exec(heard.join("\n"))?.[1];
    if (port === undefined || !heard.some((one) => one.includes("Server is ready"))) continue;
    child.stderr.resume();
    return { url: `http://127.0.0.1:${port}`, stop };
  }
  await stop();
  throw new Error(`Prometheus did not start:\n${heard.join("\n")}`);
}

async function remember(history: string, directory: string): Promise<void> {
  const file = join(directory, "history.txt");
  await writeFile(file, history);
  const create = ["tsdb", "create-blocks-from", "openmetrics", "--quiet", file, join(directory, "data")];
  await promisify(execFile)(await builtTool("promtool"), create);
}
