import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { prometheusProcess, type Running } from "../../support/prometheus-process.ts";
import { builtTool } from "../../support/tools.ts";

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
    ...["--enable-feature=exemplar-storage", "--storage.tsdb.retention.time=100y"],
  ];
  const removed = () => rm(directory, { recursive: true, force: true });
  try {
    const { url, stop } = await prometheusProcess(await builtTool("prometheus"), flags, directory);
    return { url, stop: () => stop().then(removed) };
  } catch (error) {
    await removed();
    throw error;
  }
}

async function remember(history: string, directory: string): Promise<void> {
  const file = join(directory, "history.txt");
  await writeFile(file, history);
  const create = ["tsdb", "create-blocks-from", "openmetrics", "--quiet", file, join(directory, "data")];
  await promisify(execFile)(await builtTool("promtool"), create);
}
