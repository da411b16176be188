import { describe, expect, it } from "vitest";
import { backtestRequest } from "../../../app/backtest/request.ts";
import { STRATEGIES } from "../../../metrics/quantflow/labels.ts";

describe("a request for a backtest", () => {
  it.each(STRATEGIES)("may be for %s, and fills in its defaults", (strategy) => {
    const request = backtestRequest.parse({ market: "BTCUSDT", strategy });
    expect(request).toEqual({
      market: "BTCUSDT",
      strategy,
      parameters: expect.any(Object),
      source: "history",
      candles: 3_600,
      interval: "1m",
      cash: "100000",
      orderValue: "1000",
      fees: { maker: "0.001", taker: "0.001" },
      liquidity: "taker",
      slippage: { model: "none" },
      limits: {},
    });
    expect(backtestRequest.parse(request)).toEqual(request);
  });

  it("is for the crossing of averages unless it says otherwise", () => {
    expect(backtestRequest.parse({ market: "BTCUSDT" })).toMatchObject({ strategy: "sma-cross" });
  });

  it("keeps decimals as they were written, up to what plain numbers keep exact", () => {
    const exact = { market: "BTCUSDT", cash: "90071992.54740991", fees: { taker: "0.00075" } };
    expect(backtestRequest.parse(exact)).toMatchObject({
      cash: "90071992.54740991",
      fees: { maker: "0.001", taker: "0.00075" },
    });
    expect(backtestRequest.safeParse({ ...exact, cash: "90071992.54740992" }).success).toBe(false);
  });
});
