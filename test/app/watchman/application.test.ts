import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startWatchman } from "../../../app/watchman/application.ts";
import type { WatchmanConfiguration } from "../../../app/watchman/configuration.ts";
import { secretFile, temporaryFolder } from "../support/exchange.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { mailCatcher } from "./mail-catcher.ts";
import { HOUR, MINUTE, notification, OURS } from "./support.ts";

const OPEN = { disabledCommands: ["STARTTLS", "AUTH"] };

async function start(mailPort: number, clock = new FakeClock(), overrides: Partial<WatchmanConfiguration> = {}) {
  const log = memoryLog();
  const configuration: WatchmanConfiguration = {
    ...{ host: "127.0.0.1", port: 0, environment: "local", silence: 420, reminders: [3600], lookAt: [] },
    tokenFile: await secretFile("heartbeat-token"),
    metricsTokenFile: await secretFile("metrics-token"),
    dataDirectory: await temporaryFolder(),
    mail: { host: "127.0.0.1", port: mailPort, tls: "none", from: "watchman@a.test", to: "on-call@a.test" },
    ...overrides,
  };
  const { port, stop } = await startWatchman(configuration, { clock, random: () => 0.5, log });
  onTestFinished(stop);
  const url = `http://127.0.0.1:${port}`;
  const post = async (body: string, token = "heartbeat-token") =>
    (await fetch(`${url}/heartbeat`, { method: "POST", body, headers: { authorization: `Bearer ${token}` } })).status;
  const metric = async (name: string) => {
    const answer = await fetch(`${url}/metrics`, { headers: { authorization: "Bearer metrics-token" } });
    const line = (await answer.text()).split("\n").find((one) => one.startsWith(`${name} `));
    return Number(line?.split(" ")[1]);
  };
  return { clock, configuration, log, post, metric, stop, url };
}

const subjectOf = (message: string) => /^Subject: (.+)\r$/m.exec(message)?.[1];

describe("a watchman", () => {
  it("mails when the heartbeat stays away, and when it is back", async () => {
    const { mails, port } = await mailCatcher(OPEN);
    const { clock, post, metric } = await start(port);
    expect(await post(notification(OURS))).toBe(202);
    expect(await metric("watchman_last_heartbeat_timestamp_seconds")).toBe(clock.now() / 1000);
    clock.advance(8 * MINUTE);
    expect(subjectOf((await mails.next()).message)).toBe("[CRITICAL] Watchman: no heartbeat of local for 7 min");
    expect(await metric("watchman_silence")).toBe(1);
    expect(await post(notification(OURS))).toBe(202);
    expect(subjectOf((await mails.next()).message)).toBe("[RESOLVED] Watchman: the heartbeat of local is back");
    expect(await metric("watchman_silence")).toBe(0);
  });

  it.each([
    ["no token", 401, notification(OURS), "wrong"],
    ["another environment's Watchdog", 403, notification({ ...OURS, environment: "docker" }), undefined],
    ["a Watchdog without an environment", 403, notification({ alertname: "Watchdog" }), undefined],
    ["another alert", 400, notification({ ...OURS, alertname: "ServiceDown" }), undefined],
    ["more than it reads", 413, `"${"x".repeat(70_000)}"`, undefined],
  ])("refuses %s with %i, and goes on waiting", async (_, status, body, token) => {
    const { mails, port } = await mailCatcher(OPEN);
    const { clock, post } = await start(port);
    clock.advance(6 * MINUTE);
    expect(await post(body, token)).toBe(status);
    clock.advance(2 * MINUTE);
    expect(subjectOf((await mails.next()).message)).toContain("no heartbeat of local");
  });

  it("missed nothing while it was frozen", async () => {
    const { mails, port } = await mailCatcher(OPEN);
    const { clock, post, metric } = await start(port);
    await post(notification(OURS));
    clock.block(2 * HOUR);
    clock.advance(5 * MINUTE);
    expect(await metric("watchman_silence")).toBe(0);
    expect(mails.all).toEqual([]);
  });

  it("tries again until the mail server takes the mail, an hour later too", async () => {
    const first = await mailCatcher(OPEN);
    await first.close();
    const { clock, metric, log } = await start(first.port);
    clock.advance(8 * MINUTE);
    await expect.poll(() => log.entries.filter(({ message }) => /not mailed/.test(message)).length).toBeGreaterThan(0);
    expect(await metric("watchman_mails_waiting")).toBe(1);
    expect(await metric("watchman_mail_server_up")).toBe(0);
    for (let minute = 0; minute < 60; minute++) {
      clock.advance(MINUTE);
      await new Promise(setImmediate);
    }
    const { mails } = await mailCatcher(OPEN, first.port);
    await expect
      .poll(() => {
        clock.advance(MINUTE);
        return mails.all.length;
      })
      .toBe(1);
    await expect.poll(() => metric("watchman_mails_waiting")).toBe(0);
    expect(await metric("watchman_mail_server_up")).toBe(1);
  });

  it("brings after a restart what no server had taken before", async () => {
    const first = await mailCatcher(OPEN);
    await first.close();
    const before = await start(first.port);
    before.clock.advance(8 * MINUTE);
    await before.stop();
    const { mails, port } = await mailCatcher(OPEN);
    const { tokenFile, dataDirectory } = before.configuration;
    await start(port, new FakeClock(), { tokenFile, dataDirectory });
    expect(subjectOf((await mails.next()).message)).toContain("no heartbeat of local");
  });

  it("begins anew where its state cannot be read, and counts that", async () => {
    const { port } = await mailCatcher(OPEN);
    const dataDirectory = await temporaryFolder();
    await writeFile(join(dataDirectory, "watch.json"), "{");
    const { metric } = await start(port, new FakeClock(), { dataDirectory });
    expect(await metric("watchman_state_failures_total")).toBe(1);
  });

  it("knows whether a mail would get through before one has to", async () => {
    const { port, close } = await mailCatcher(OPEN);
    const { clock, metric } = await start(port);
    await expect.poll(() => metric("watchman_mail_server_up")).toBe(1);
    await close();
    clock.advance(7 * MINUTE);
    await expect.poll(() => metric("watchman_mail_server_up")).toBe(0);
  });

  it("answers its health to everybody, and its metrics to who has the token", async () => {
    const { url } = await start(1);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/metrics`)).status).toBe(401);
    expect((await fetch(`${url}/heartbeat`)).status).toBe(405);
  });
});
