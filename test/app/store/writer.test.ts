import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { Dependency } from "../../../app/runtime/dependency.ts";
import { Breaker } from "../../../app/store/breaker.ts";
import type { Queue } from "../../../app/store/queue.ts";
import { BATCH_ROWS, Writer } from "../../../app/store/writer.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";
import { openRecorder } from "./records.ts";

const down = () => Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
const refusal = () => Object.assign(new Error("violates check constraint"), { code: "23514" });

/** Numbers on their way to an array. */
class Numbers implements Queue {
  readonly kind = "tick";
  readonly oldestAt = undefined;
  readonly sent: number[][] = [];
  readonly refused: number[] = [];
  rows: number[] = [];
  take: (rows: readonly number[]) => Promise<void> = async () => {};

  get waiting(): number {
    return this.rows.length;
  }

  async send(most: number): Promise<number> {
    const batch = this.rows.slice(0, most);
    await this.take(batch);
    this.rows.splice(0, batch.length);
    this.sent.push(batch);
    return batch.length;
  }

  refuse(): void {
    this.refused.push(...this.rows.splice(0, 1));
  }

  close(): void {
    this.rows = [];
  }
}

function create(queues: readonly Numbers[], check: () => Promise<void> = async () => {}) {
  const clock = new FakeClock();
  const log = memoryLog();
  const { recorder, value } = openRecorder();
  const breaker = new Breaker({ clock, random: () => 0, changed: () => undefined });
  const state = new Dependency("timescaledb", log, () => undefined);
  const writer = new Writer({ queues, clock, recorder, breaker, state, check, answered: () => undefined });
  onTestFinished(() => writer.stop());
  return { clock, log, value, breaker, state, writer };
}

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

describe("a writer", () => {
  it("asks at once whether the database lives", async () => {
    const { writer, state } = create([]);
    await writer.flush();
    expect(state.up).toBe(true);
  });

  it("writes what waits within half a second, in order", async () => {
    const queue = new Numbers();
    const { writer, clock } = create([queue]);
    await writer.flush();
    queue.rows = [1, 2, 3];
    clock.advance(499);
    expect(queue.sent).toEqual([]);
    clock.advance(1);
    await writer.flush();
    expect(queue.sent).toEqual([[1, 2, 3]]);
  });

  it("does not let a whole batch wait for its time", async () => {
    const queue = new Numbers();
    const { writer } = create([queue]);
    await writer.flush();
    queue.rows = numbers(BATCH_ROWS - 1);
    writer.added(queue);
    expect(queue.sent).toEqual([]);
    queue.rows.push(BATCH_ROWS - 1);
    writer.added(queue);
    await writer.flush();
    expect(queue.sent).toEqual([numbers(BATCH_ROWS)]);
  });

  it("sends one batch at a time, and one of each queue in turn", async () => {
    const [first, second] = [new Numbers(), new Numbers()];
    let inFlight = 0;
    const order: string[] = [];
    const take = (name: string) => async () => {
      order.push(name);
      inFlight += 1;
      expect(inFlight).toBe(1);
      await Promise.resolve();
      inFlight -= 1;
    };
    first.take = take("first");
    second.take = take("second");
    const { writer } = create([first, second]);
    await writer.flush();
    first.rows = numbers(2 * BATCH_ROWS);
    second.rows = numbers(1);
    await writer.flush();
    expect(order).toEqual(["first", "second", "first"]);
  });

  it("leaves what comes meanwhile to the next flush: followed at once, a busy feed would be written row by row", async () => {
    const queue = new Numbers();
    const { writer } = create([queue]);
    await writer.flush();
    queue.rows = [1, 2];
    let next = 3;
    queue.take = async () => {
      if (next < 6) queue.rows.push(next);
      next += 1;
    };
    await writer.flush();
    expect(queue.sent).toEqual([[1, 2]]);
    await writer.flush();
    expect(queue.sent).toEqual([[1, 2], [3]]);
  });

  it("keeps what a database that is away does not take, leaves it alone for a while, and writes it later", async () => {
    const queue = new Numbers();
    const { writer, clock, breaker, state, value } = create([queue]);
    await writer.flush();
    queue.rows = [1];
    let asked = 0;
    queue.take = () => {
      asked += 1;
      return Promise.reject(down());
    };
    for (let attempt = 0; attempt < 10; attempt += 1) {
      clock.advance(1);
      await writer.flush();
    }
    expect({ asked, state: breaker.state, up: state.up }).toEqual({ asked: 3, state: "open", up: false });
    expect(value("quantflow_store_flush_failures_total")).toBe(3);
    queue.take = async () => {};
    clock.advance(1_000);
    await writer.flush();
    expect(queue.sent).toEqual([[1]]);
    expect({ state: breaker.state, up: state.up }).toEqual({ state: "closed", up: true });
  });

  it("tells an outage once, however long it lasts", async () => {
    const queue = new Numbers();
    queue.rows = [1];
    queue.take = () => Promise.reject(down());
    const { writer, clock, log } = create([queue], () => Promise.reject(down()));
    for (let minute = 0; minute < 30; minute += 1) {
      clock.advance(60_000);
      await writer.flush();
    }
    expect(log.entries.filter(({ level }) => level !== "debug")).toEqual([
      {
        level: "warn",
        fields: { dependency: "timescaledb", code: "ECONNREFUSED", problem: "connect ECONNREFUSED" },
        message: "store is down; trading goes on without it",
      },
    ]);
  });

  it("finds the rows that the database refuses, gives up those alone, and goes on", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.array(fc.nat(300), { maxLength: 4 }),
        async (count, wrong) => {
          const queue = new Numbers();
          queue.rows = numbers(count);
          queue.take = async (rows) => {
            if (rows.some((row) => wrong.includes(row))) throw refusal();
          };
          const { writer, breaker } = create([queue]);
          await writer.flush();
          expect(queue.refused).toEqual([...new Set(wrong)].filter((row) => row < count).sort((a, b) => a - b));
          expect(queue.sent.flat()).toEqual(numbers(count).filter((row) => !wrong.includes(row)));
          expect(breaker.state).toBe("closed");
          await writer.stop();
        },
      ),
      { numRuns: 50 },
    );
  });

  it("asks a database that nothing is written to whether it lives, each ten seconds", async () => {
    let asked = 0;
    const { clock, writer } = create([], async () => {
      asked += 1;
    });
    await writer.flush();
    for (let second = 0; second < 30; second += 1) {
      clock.advance(1_000);
      await writer.flush();
    }
    expect(asked).toBe(4);
  });

  it("writes what waits when it stops, but not to a database that is known to be away", async () => {
    const [up, away] = [new Numbers(), new Numbers()];
    const good = create([up]);
    await good.writer.flush();
    up.rows = [1];
    await good.writer.stop();
    expect(up.sent).toEqual([[1]]);
    let asked = 0;
    const bad = create([away], () => {
      asked += 1;
      return Promise.reject(down());
    });
    for (let attempt = 0; attempt < 3; attempt += 1) await bad.writer.flush();
    await bad.writer.stop();
    expect(asked).toBe(3);
  });

  it("counts what it writes, and how long that took", async () => {
    const queue = new Numbers();
    const { writer, value, clock } = create([queue]);
    await writer.flush();
    queue.rows = [1, 2];
    queue.take = async () => clock.block(20);
    await writer.flush();
    expect(value("quantflow_store_written_rows_total", { kind: "tick" })).toBe(2);
    expect(value("quantflow_store_flush_seconds_count", { kind: "tick" })).toBe(1);
    expect(value("quantflow_store_flush_seconds_sum", { kind: "tick" })).toBeCloseTo(0.02);
  });
});
