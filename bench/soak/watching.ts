import { join } from "node:path";
import { freePort } from "../../test/support/free-port.ts";
import { builtTool } from "../../test/support/tools.ts";
import type { Heard } from "./hearing.ts";
import { type Scraped, writeAlertmanager, writePrometheus } from "./monitoring.ts";
import { answers, type Program, program } from "./program.ts";
import type { SecretFile } from "./secrets.ts";
import type { Application, Around, Started } from "./trading.ts";

/** The user that the exporter is in the cache. */
export const WATCHER = "watcher";

export interface Exporters {
  readonly postgres: Program;
  readonly redis: Program;
}

export async function watchedOf(
  folder: string,
  secret: SecretFile,
  around: Around & { readonly application: Application },
  started: Started,
): Promise<{ readonly prometheus: string; readonly exporters: Exporters }> {
  const { database, cache, exchange, application, heard } = around;
  const port = await freePort();
  const exporters = await exportersOf(folder, { database, cache }, started);
  const alertmanager = await alertmanagerOf(folder, heard, `${application.url}/alerts/webhook`, secret, started);
  const targets: readonly Scraped[] = [
    { job: "quantflow", port: application.adminPort, tokenFile: secret("metrics") },
    { job: "exchange", port: exchange.controlPort, tokenFile: secret("metrics") },
    { job: "timescaledb", port: exporters.postgresPort },
    { job: "redis", port: exporters.redisPort },
    { job: "prometheus", port },
    { job: "alertmanager", port: alertmanager },
  ];
  const url = `http://127.0.0.1:${port}`;
  const file = await writePrometheus(folder, targets, alertmanager);
  const args = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${folder}/metrics-data`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const log = join(folder, "prometheus.log");
  await started(program({ command: await builtTool("prometheus"), args, log, ready: answers(`${url}/-/ready`) }));
  return { prometheus: url, exporters };
}

async function exportersOf(folder: string, { database, cache }: Pick<Around, "database" | "cache">, started: Started) {
  const [postgresPort, redisPort] = [await freePort(), await freePort()];
  const postgres = await started(
    program({
      command: await builtTool("postgres_exporter"),
      args: [`--web.listen-address=127.0.0.1:${postgresPort}`, "--collector.postmaster"],
      environment: { DATA_SOURCE_NAME: `postgresql://quantflow@127.0.0.1:${database.port}/postgres?sslmode=disable` },
      ...{ log: join(folder, "postgres-exporter.log"), ready: answers(`http://127.0.0.1:${postgresPort}/`) },
    }),
  );
  const redis = await started(
    program({
      command: await builtTool("redis_exporter"),
      args: [`-web.listen-address=127.0.0.1:${redisPort}`],
      environment: { REDIS_ADDR: `redis://127.0.0.1:${cache.port}`, REDIS_USER: WATCHER, REDIS_PASSWORD: WATCHER },
      ...{ log: join(folder, "redis-exporter.log"), ready: answers(`http://127.0.0.1:${redisPort}/`) },
    }),
  );
  return { postgres, redis, postgresPort, redisPort };
}

async function alertmanagerOf(folder: string, heard: Heard, webhook: string, secret: SecretFile, started: Started) {
  const port = await freePort();
  const file = await writeAlertmanager(folder, `${heard.url}/alerts`, { url: webhook, tokenFile: secret("webhook") });
  const args = [
    ...[`--config.file=${file}`, `--storage.path=${folder}/alertmanager-data`],
    ...[`--web.listen-address=127.0.0.1:${port}`, "--cluster.listen-address="],
  ];
  const log = join(folder, "alertmanager.log");
  const ready = answers(`http://127.0.0.1:${port}/-/ready`);
  await started(program({ command: await builtTool("alertmanager"), args, log, ready }));
  return port;
}
