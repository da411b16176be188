import { Engine } from "../app/engine/engine.ts";
import { parseInstrument } from "../app/engine/instrument.ts";
import { nextPrice } from "../app/engine/prices.ts";
import { NO_LIMITS } from "../app/engine/risk.ts";
import { Ledger } from "../app/portfolio/ledger.ts";
import { ONE } from "../app/portfolio/units.ts";
import { strategyMaker } from "../app/strategies/index.ts";
import { MARKETS } from "./feed-frames.ts";

/** What live trading applies events to: the engine with its ledger and a strategy for each market. */
export const createEngine = (): Engine =>
  new Engine({
    instruments: MARKETS.flatMap((market) => parseInstrument(market) ?? []),
    account: new Ledger(100_000 * ONE),
    execution: nextPrice,
    fees: { maker: 0, taker: 0 },
    orderValue: 100 * ONE,
    limits: NO_LIMITS,
    strategy: strategyMaker({ name: "sma-cross", parameters: {} }),
  });
