import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { freePort } from "../../support/free-port.ts";
import { builtTool } from "../../support/tools.ts";
import { program } from "../kubernetes/program.ts";
import { until } from "../kubernetes/until.ts";

export interface RunningPrometheus {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const PATIENCE_SECONDS = 60;

/** A Prometheus, or with `--agent` an agent, on these files. */
export async function prometheus(
  files: ReadonlyMap<string, string>,
  ...flags: readonly string[]
): Promise<RunningPrometheus> {
  const directory = await mkdtemp(join(tmpdir(), "quantflow-prometheus-"));
  for (const [name, text] of files) {
    await mkdir(dirname(join(directory, name)), { recursive: true });
    await writeFile(join(directory, name), text);
  }
  const address = `127.0.0.1:${await freePort()}`;
  const given = [`--config.file=${join(directory, "prometheus.yml")}`, `--web.listen-address=${address}`, ...flags];
  const server = program(await builtTool("prometheus"), given, { directory });
  await until("Prometheus", PATIENCE_SECONDS, async () => {
    server.mustRun();
    return (await fetch(`http://${address}/-/ready`)).ok || undefined;
  });
  const stop = async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { url: `http://${address}`, stop };
}
