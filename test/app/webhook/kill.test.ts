import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../support/exchange.ts";
import { notification, openReceiver } from "./support.ts";

const PROGRAM = join(import.meta.dirname, "receiver-process.ts");

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
}

/** The webhook in a process that can be killed, forwarding to `url`. */
async function start(folder: string, url: string) {
  const arguments_ = ["--import", "tsx", PROGRAM, folder, url];
  const child = spawn(process.execPath, arguments_, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => kill(child));
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  const post = async (body: object): Promise<number> => {
    const headers = { authorization: "Bearer token" };
    const address = `http://127.0.0.1:${String(port).trim()}/alerts/webhook`;
    return (await fetch(address, { method: "POST", headers, body: JSON.stringify(body) })).status;
  };
  return { post, kill: () => kill(child) };
}

const named = (prefix: string, count: number) => {
  const { alerts, ...rest } = notification(count);
  return { ...rest, alerts: alerts.map((one) => ({ ...one, fingerprint: `${prefix}${one.fingerprint}` })) };
};
const ALERTS = 40;
/** Each start of the process compiles it anew. */
const PATIENCE_MS = 120_000;

describe("the webhook, killed between its answer and the delivery", { timeout: PATIENCE_MS }, () => {
  it("delivers everything after its restart, and nothing twice over three replays of the same notification", async () => {
    const folder = await temporaryFolder();
    const receiver = await openReceiver(() => "hold");
    const first = await start(folder, receiver.url);
    expect(await first.post(named("a", ALERTS))).toBe(202);
    await receiver.asked.next();
    await first.kill();
    expect(receiver.taken.all).toEqual([]);

    receiver.behaveLike(() => ({ status: 200 }));
    const second = await start(folder, receiver.url);
    for (let replay = 0; replay < 3; replay += 1) expect(await second.post(named("a", ALERTS))).toBe(202);
    // Delivered in order, so once this one is there every earlier one was.
    expect(await second.post(named("last", 1))).toBe(202);
    await receiver.taken.next(({ record }) => record.fingerprint.startsWith("last"));
    const keys = receiver.taken.all.map(({ key }) => key);
    expect(new Set(keys).size).toBe(ALERTS + 1);
    expect(keys).toHaveLength(ALERTS + 1);
  });

  it("loses nothing however often it is killed, and what it repeats carries the same key", async () => {
    const folder = await temporaryFolder();
    const receiver = await openReceiver(() => ({ status: 200 }));
    const rounds = 4;
    for (let round = 0; round < rounds; round += 1) {
      const running = await start(folder, receiver.url);
      expect(await running.post(named(`${round}-`, ALERTS))).toBe(202);
      await receiver.taken.next(({ record }) => record.fingerprint.startsWith(`${round}-`));
      await running.kill();
      // As a crash in the middle of a write would leave it.
      await appendFile(join(folder, "alerts.ndjson"), '{"type":"deliv');
    }
    const last = await start(folder, receiver.url);
    expect(await last.post(named("last", 1))).toBe(202);
    await receiver.taken.next(({ record }) => record.fingerprint.startsWith("last"));
    const { all } = receiver.taken;
    expect(new Set(all.map(({ key }) => key)).size).toBe(rounds * ALERTS + 1);
    expect(new Set(all.map(({ key, record }) => `${key} ${record.fingerprint}`)).size).toBe(rounds * ALERTS + 1);
    // One delivery at most was under way at each kill.
    expect(all.length).toBeLessThanOrEqual(rounds * ALERTS + 1 + rounds);
  });
});
