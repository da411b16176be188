import { describe, expect, it, onTestFinished } from "vitest";
import { ONE } from "../../../app/portfolio/units.ts";
import { Dependency } from "../../../app/runtime/dependency.ts";
import { PRICES_MS, PriceWriter } from "../../../app/store/price-writer.ts";
import { FakeClock } from "../support/fake-clock.ts";
import { memoryLog } from "../support/memory-log.ts";

function create() {
  const clock = new FakeClock();
  const used: ("check" | Readonly<Record<string, string>>)[] = [];
  const server = { up: true, answer: Promise.resolve() };
  const use = async (what: (typeof used)[number]) => {
    await server.answer;
    if (!server.up) throw new Error("The client is closed");
    used.push(what);
  };
  const state = new Dependency("redis", memoryLog(), () => undefined);
  const writer = new PriceWriter({ cache: { write: use, check: () => use("check") }, clock, state });
  onTestFinished(() => writer.stop());
  /** 100 ms, and what they start brought to its end. */
  const turn = async () => {
    clock.advance(PRICES_MS);
    await new Promise(setImmediate);
  };
  return { clock, used, server, state, writer, turn };
}

describe("last prices", () => {
  it("are written once in 100 ms, however many there were, exact and only when changed", async () => {
    const { writer, used, turn } = create();
    for (let price = 1; price <= 1_000; price += 1) writer.set("BTC", price);
    writer.set("ETH", 3_200 * ONE);
    await turn();
    writer.set("ETH", 3_200 * ONE);
    writer.set("BTC", 64_000 * ONE + 1);
    await turn();
    expect(used).toEqual([{ BTC: "0.00001", ETH: "3200" }, { BTC: "64000.00000001" }]);
  });

  it("that do not change cost a check a second, which tells whether the server lives", async () => {
    const { used, turn, state } = create();
    for (let index = 0; index < 30; index += 1) await turn();
    expect(used).toEqual(["check", "check", "check"]);
    expect(state.up).toBe(true);
  });

  it("are written later when the server was away, the newest of each", async () => {
    const { writer, used, server, state, turn } = create();
    server.up = false;
    writer.set("BTC", ONE);
    await turn();
    expect(state.up).toBe(false);
    writer.set("BTC", 2 * ONE);
    server.up = true;
    await turn();
    expect(used).toEqual([{ BTC: "2" }]);
    expect(state.up).toBe(true);
  });

  it("do not pile up before a server that hangs", async () => {
    const { writer, used, server, turn } = create();
    let answer = () => {};
    server.answer = new Promise((resolve) => {
      answer = resolve;
    });
    for (let price = 1; price <= 50; price += 1) {
      writer.set("BTC", price * ONE);
      await turn();
    }
    answer();
    await turn();
    await turn();
    expect(used).toEqual([{ BTC: "1" }, { BTC: "50" }]);
  });

  it("are all written again to a server that may know none", async () => {
    const { writer, used, turn } = create();
    writer.set("BTC", ONE);
    await turn();
    writer.writeAll();
    await turn();
    expect(used).toEqual([{ BTC: "1" }, { BTC: "1" }]);
  });
});
