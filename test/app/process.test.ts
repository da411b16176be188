import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openExchange, secretFile } from "./support/exchange.ts";
import { FakeClock } from "./support/fake-clock.ts";
import { Sequence } from "./support/sequence.ts";

interface Line {
  readonly msg: string;
  readonly adminPort?: number;
  readonly problems?: readonly string[];
}

/** An entry point as a process of its own; its log is read line by line. */
function start(entry: string, environment: Record<string, string>) {
  const path = join(import.meta.dirname, "../../app", entry);
  const env = { PATH: process.env["PATH"], ...environment };
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", path], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = new Sequence<Line>();
  let rest = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    for (const part of parts) lines.push(JSON.parse(part));
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  return { child, lines, ended };
}

async function application(overrides: Record<string, string> = {}) {
  const { url, restUrl } = await openExchange(new FakeClock());
  const environment = {
    QUANTFLOW_HOST: "127.0.0.1",
    QUANTFLOW_HTTP_PORT: "0",
    QUANTFLOW_ADMIN_PORT: "0",
    QUANTFLOW_METRICS_TOKEN_FILE: await secretFile("a"),
    QUANTFLOW_WEBHOOK_TOKEN_FILE: await secretFile("b"),
    QUANTFLOW_ADMIN_PASSWORD_FILE: await secretFile("c"),
    QUANTFLOW_FEED_URL: url,
    QUANTFLOW_FEED_REST_URL: restUrl,
    ...overrides,
  };
  return start("main.ts", environment);
}

describe("the application as a process", () => {
  it("ends with 0 after SIGTERM, having stopped in order", async () => {
    const { child, lines, ended } = await application();
    await lines.next(({ msg }) => msg === "application is up");
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(lines.all.map(({ msg }) => msg).slice(-2)).toEqual(["stopping", "feed"]);
  });

  it("ends with 78 when its configuration is refused, all problems on one line of its log", async () => {
    const { lines, ended } = await application({ QUANTFLOW_SYMBOLS: "x", QUANTFLOW_ADMIN_PORT: "y" });
    expect(await ended).toBe(78);
    expect(lines.all).toEqual([
      expect.objectContaining({ msg: "configuration refused", problems: [expect.any(String), expect.any(String)] }),
    ]);
  });

  it("ends with 1 and says what to do when a port is in use", async () => {
    const { port } = await openExchange(new FakeClock());
    const { lines, ended } = await application({ QUANTFLOW_HTTP_PORT: String(port) });
    expect(await ended).toBe(1);
    expect(lines.all.at(-1)?.msg).toBe(
      `the application cannot listen on port ${port}: it is in use; stop its user or set another port`,
    );
  });

  it("trades with the exchange as another process", async () => {
    const tokens = {
      EXCHANGE_CONTROL_TOKEN_FILE: await secretFile("c"),
      EXCHANGE_METRICS_TOKEN_FILE: await secretFile("d"),
    };
    const ports = { EXCHANGE_HOST: "127.0.0.1", EXCHANGE_PORT: "0", EXCHANGE_CONTROL_PORT: "0" };
    const exchange = start("exchange/main.ts", { ...tokens, ...ports });
    const { port } = (await exchange.lines.next(({ msg }) => msg === "exchange is open")) as Line & { port: number };
    const { lines } = await application({ QUANTFLOW_FEED_URL: `ws://127.0.0.1:${port}/stream` });
    const { adminPort } = await lines.next(({ msg }) => msg === "application is up");
    await expect
      .poll(async () => (await fetch(`http://127.0.0.1:${adminPort}/readyz`)).status, { timeout: 20_000 })
      .toBe(200);
    exchange.child.kill("SIGTERM");
    expect(await exchange.ended).toBe(0);
  });
});
