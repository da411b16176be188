import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseInstrument } from "../../app/engine/instrument.ts";
import { ATTEMPT_BUDGET } from "../../app/feed/attempt-budget.ts";
import { STREAMS_A_SHARD } from "../../app/feed/shard-assignment.ts";
import { streamNames } from "../../app/feed/streams.ts";
import { PRICES_MS } from "../../app/store/price-writer.ts";
import { APPLICATION_NUMBERS, MEASURED } from "../../stacks/capacity-limits.ts";

const read = (file: string) => readFileSync(join(import.meta.dirname, "../..", file), "utf8");

describe("the application's numbers in the ladder", () => {
  it("are those that it has", () => {
    const instrument = parseInstrument("BTCUSDT");
    expect(APPLICATION_NUMBERS).toMatchObject({
      streamsOfSymbol: streamNames(instrument ? [instrument] : []).length,
      streamsOfConnection: STREAMS_A_SHARD,
      attempts: ATTEMPT_BUDGET.attempts,
      priceWritesPerSecond: 1000 / PRICES_MS,
    });
  });

  it("are those that stand in its sources, where it shows them to nobody", () => {
    const { weightOfMinute, recoveryWeight, alertsOfMessage } = APPLICATION_NUMBERS;
    const rest = read("app/feed/rest.ts");
    expect(number(rest, /WEIGHT_BUDGET = ([\d_]+)/)).toBe(weightOfMinute);
    expect(number(rest, /historicalTrades: (\d+)/)).toBe(recoveryWeight);
    expect(number(read("lib/alerting/routing/integrations.ts"), /MOST_ALERTS = (\d+)/)).toBe(alertsOfMessage);
  });
});

describe("the rates in the ladder", () => {
  it.each([
    ["messagesPerSecond", /over a loopback WebSocket, as the application records \| ([\d,]+) msg/],
    ["ticksPerSecond", /store, ticks by COPY binary \| ([\d,]+) rows/],
  ] as const)("%s is what README says was measured, in round numbers", (name, row) => {
    const measured = number(read("README.md"), row);
    expect(MEASURED[name]).toBeLessThanOrEqual(measured);
    expect(MEASURED[name]).toBeGreaterThan(measured * 0.8);
  });
});

const number = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]?.replace(/[_,]/g, ""));
