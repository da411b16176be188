import type { Notice } from "../statement.ts";
import type { Statements } from "./index.ts";
import { delay, gone, looping, sluggish } from "./usual.ts";

const REPAIRED = { recovers: "The application repairs it while the fault goes on." } as const;
const loses = { loses: "Prices of that time that the exchange did not keep." } as const;
const late = (after: number, because: string): Pick<Notice, "after"> => ({ after: delay(after, because) });

export const exchange: Statements = {
  ...gone({ alert: "TargetDown", job: "exchange" }, loses),
  ...looping({ alert: "RestartLoop", job: "exchange" }, loses),
  ...sluggish("exchange"),
  stall: {
    notices: [
      { alert: "FeedStale", job: "quantflow", ...late(30, "prices are old once they are older than its limit") },
    ],
    loses: "Nothing: the trades that were not told are fetched afterwards.",
  },
  drop: {
    waived:
      "the application sees the hole in the trades' numbers and fetches what is missing: MarketDataLost tells where it could not",
    ...REPAIRED,
  },
  duplicate: {
    waived: "a trade that was had already is known by its number and dropped: nothing is wrong",
    ...REPAIRED,
  },
  reorder: {
    waived:
      "a trade that is overtaken is fetched or comes a moment later, and is stored under its number: nothing is wrong",
    ...REPAIRED,
  },
  lag: {
    notices: [{ alert: "HighLatency", job: "quantflow", ...late(2, "what is late arrives late") }],
  },
  "lie-about-time": {
    notices: [
      { alert: "ClockSkew", job: "quantflow", ...late(60, "the exchange is asked for its time once a minute") },
    ],
  },
};
