import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Clock } from "../../../app/clock.ts";
import { type RunningExchange, startExchange } from "../../../app/exchange/application.ts";
import type { ExchangeConfiguration } from "../../../app/exchange/configuration.ts";
import { SESSION_LIMITS, type SessionLimits } from "../../../app/exchange/session.ts";
import { memoryLog } from "./memory-log.ts";

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "quantflow-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A secret file holding the given lines. */
export async function secretFile(...lines: readonly string[]): Promise<string> {
  const path = join(await temporaryFolder(), "token");
  await writeFile(path, lines.map((line) => `${line}\n`).join(""));
  return path;
}

/** The simulated exchange on free ports, gone after the test. */
export async function openExchange(
  clock: Clock,
  overrides: Partial<ExchangeConfiguration> = {},
  limits: Partial<SessionLimits> = {},
): Promise<RunningExchange & { readonly url: string; readonly restUrl: string; readonly controlUrl: string }> {
  const configuration: ExchangeConfiguration = {
    host: "127.0.0.1",
    port: 0,
    controlPort: 0,
    controlTokenFile: await secretFile("control-token"),
    metricsTokenFile: await secretFile("metrics-token"),
    markets: ["BTCUSDT", "ETHUSDT"],
    seed: 1,
    tradesPerSecond: 10,
    ...overrides,
  };
  const running = await startExchange(configuration, clock, memoryLog(), { ...SESSION_LIMITS, ...limits });
  onTestFinished(() => running.stop());
  const { port, controlPort } = running;
  return {
    ...running,
    url: `ws://127.0.0.1:${port}/stream`,
    restUrl: `http://127.0.0.1:${port}`,
    controlUrl: `http://127.0.0.1:${controlPort}`,
  };
}
