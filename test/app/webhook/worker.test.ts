import { describe, expect, it } from "vitest";
import type { Channel } from "../../../app/webhook/channel.ts";
import { DeliveryError } from "../../../app/webhook/errors.ts";
import { AlertHistory } from "../../../app/webhook/history.ts";
import { memoryJournal } from "../../../app/webhook/journal.ts";
import { type AlertRecord, alertKey } from "../../../app/webhook/schema.ts";
import { DeliveryWorker, WORKER_LIMITS } from "../../../app/webhook/worker.ts";
import { linesOf } from "../../../lib/metrics/exposition.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "../support/recorder.ts";
import { Sequence } from "../support/sequence.ts";
import { alert } from "./support.ts";

type Outcome = "taken" | "hang" | Error;
const down = (retryAfterMs?: number) =>
  new DeliveryError("the receiver answered 503", "receiver", retryAfterMs === undefined ? {} : { retryAfterMs });

/** A worker on a channel that does as told, one outcome an attempt, and takes everything when it is told no more. */
async function open(...outcomes: Outcome[]) {
  const clock = new FakeClock(Date.parse(alert("a").receivedAt));
  const attempts = new Sequence<{ readonly record: AlertRecord; readonly signal: AbortSignal }>();
  const channel: Channel = {
    name: "forward",
    deliver(record, signal) {
      const outcome = outcomes.shift() ?? "taken";
      attempts.push({ record, signal });
      if (outcome === "hang") return new Promise(() => undefined);
      return outcome === "taken" ? Promise.resolve() : Promise.reject(outcome);
    },
  };
  const { recorder, value } = openRecorder();
  const log = memoryLog();
  const settled = new Sequence<"settled">();
  const history: AlertHistory = await AlertHistory.open(memoryJournal, {
    channels: ["forward"],
    now: () => clock.now(),
    stored: () => worker.wake(),
  });
  const outbox = {
    owed: (name: string) => history.owed(name),
    delivered: (name: string, key: string) => history.delivered(name, key).then(() => settled.push("settled")),
    bury: (...letter: Parameters<AlertHistory["bury"]>) => history.bury(...letter).then(() => settled.push("settled")),
  };
  // The middle of full jitter: the first delay is 500 ms, the second 1 s, and so on.
  const random = () => 0.5;
  const worker = new DeliveryWorker({ channel, outbox, clock, random, recorder, log, limits: WORKER_LIMITS });
  const count = (outcome: string) => value("quantflow_alert_deliveries_total", { channel: "forward", outcome });
  /** Lets everything run that waits for nothing but its turn. */
  const until = async (holds: () => boolean) => {
    while (!holds()) await new Promise(setImmediate);
  };
  const exposed = () =>
    recorder
      .families()
      .map((family) => linesOf(family, true))
      .join("");
  const names = () => attempts.all.map(({ record }) => record.fingerprint);
  return { clock, history, worker, attempts, names, settled, log, count, value, exposed, until };
}

describe("a delivery worker", () => {
  it("delivers what is stored, oldest first, each once", async () => {
    const { history, settled, names, count, value, exposed } = await open();
    await history.add([alert("a"), alert("b")]);
    await history.add([alert("a"), alert("c")]);
    while (count("delivered") !== 3) await settled.next();
    expect(names()).toEqual(["a", "b", "c"]);
    expect(history.owed("forward").size).toBe(0);
    expect(value("quantflow_alert_delivery_seconds_count", { channel: "forward" })).toBe(3);
    expect(exposed()).toContain(`# {alert="${alertKey(alert("c"))}"}`);
  });

  it("waits longer after each failure, and keeps the order", async () => {
    const { history, clock, names, attempts, count, settled, until } = await open(down(), down(), down());
    await history.add([alert("a"), alert("b")]);
    for (const [index, waitMs] of [500, 1_000, 2_000].entries()) {
      await until(() => count("failed") === index + 1);
      clock.advance(waitMs - 1);
      expect(attempts.all).toHaveLength(index + 1);
      clock.advance(1);
    }
    while (count("delivered") !== 2) await settled.next();
    expect(names()).toEqual(["a", "a", "a", "a", "b"]);
  });

  it("is not hurried by what arrives while it waits", async () => {
    const { history, clock, attempts, count, until } = await open(down());
    await history.add([alert("a")]);
    await until(() => count("failed") === 1);
    await history.add([alert("b")]);
    expect(history.owed("forward").size).toBe(2);
    expect(attempts.all).toHaveLength(1);
    clock.advance(500);
    expect(attempts.all).toHaveLength(2);
  });

  it("leaves a receiver alone for as long as it asks, up to an hour", async () => {
    const { history, clock, attempts, count, until } = await open(down(60_000), down(86_400_000));
    await history.add([alert("a")]);
    for (const [index, waitMs] of [60_000, 3_600_000].entries()) {
      await until(() => count("failed") === index + 1);
      clock.advance(waitMs - 1);
      expect(attempts.all).toHaveLength(index + 1);
      clock.advance(1);
      expect(attempts.all).toHaveLength(index + 2);
    }
  });

  it("breaks off a delivery that has no answer after ten seconds", async () => {
    const { history, clock, attempts, count, until } = await open("hang");
    await history.add([alert("a")]);
    const { signal } = await attempts.next();
    clock.advance(9_999);
    expect(signal.aborted).toBe(false);
    clock.advance(1);
    expect(signal.aborted).toBe(true);
    await until(() => count("failed") === 1);
  });

  it("gives an alert up that is refused ten times, keeps it, and goes on with the next at once", async () => {
    const refused = new DeliveryError("the receiver answered 400", "alert");
    const { history, clock, names, count, settled, log, until } = await open(...Array<Error>(10).fill(refused));
    await history.add([alert("a"), alert("b")]);
    for (let failures = 1; failures < 10; failures += 1) {
      await until(() => count("failed") === failures);
      clock.advance(300_000);
    }
    while (count("delivered") !== 1) await settled.next();
    expect(names()).toEqual([...Array(10).fill("a"), "b"]);
    expect([...history.dead("forward").values()]).toEqual([
      {
        record: alert("a"),
        at: new Date(clock.now()).toISOString(),
        attempts: 10,
        reason: "the receiver answered 400",
      },
    ]);
    expect(count("dead")).toBe(1);
    expect(log.entries.filter(({ level }) => level === "error")).toHaveLength(1);
  });

  it("does not give up for a receiver that is down, however often, before the alert is a day old", async () => {
    const { history, clock, count, settled, until } = await open(...Array<Error>(24).fill(down(3_600_000)));
    await history.add([alert("a")]);
    for (let hour = 1; hour <= 24; hour += 1) {
      await until(() => count("failed") === hour);
      expect(count("dead")).toBe(0);
      clock.advance(3_600_000);
    }
    await settled.next();
    expect([...history.dead("forward").values()]).toMatchObject([
      { record: alert("a"), attempts: 24, reason: "not delivered within 86400 s" },
    ]);
  });

  it("gives one that is asked for again another day, however old it is", async () => {
    const { history, names, settled, count } = await open();
    await history.add([alert("a", { receivedAt: "2025-12-30T00:00:00.000Z" })]);
    await settled.next();
    expect([names(), count("dead")]).toEqual([[], 1]);
    await history.retry("forward");
    await settled.next();
    expect([names(), count("delivered"), count("dead")]).toEqual([["a"], 1, 1]);
    expect([history.owed("forward").size, history.dead("forward").size]).toEqual([0, 0]);
  });

  it("logs a failing receiver once, and that it takes alerts again", async () => {
    const { history, clock, count, settled, log, until } = await open(down(), down());
    await history.add([alert("a")]);
    await until(() => count("failed") === 1);
    clock.advance(500);
    await until(() => count("failed") === 2);
    clock.advance(1_000);
    await settled.next();
    expect(log.entries.map(({ level, message }) => [level, message])).toEqual([
      ["warn", "alert not delivered; it is tried again"],
      ["info", "alerts are delivered again"],
    ]);
  });

  it("stops after the delivery under way, and breaks off one that does not end", async () => {
    const { history, clock, attempts, worker, count } = await open("hang");
    await history.add([alert("a")]);
    await attempts.next();
    const stopping = worker.stop();
    clock.advance(500);
    await stopping;
    await history.add([alert("b")]);
    expect(attempts.all).toHaveLength(1);
    expect(history.owed("forward").size).toBe(2);
    expect(count("failed")).toBe(0);
  });
});
