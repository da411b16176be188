/** What an exchange does to those who listen to it, while it runs: the simulated one does it when it is told to. */
import type { FaultKind } from "../kind.ts";

/** Trades of each market that are lost, doubled or turned about: some seconds of them. */
const SOME = 25;

const ofTheExchange = (
  given: Pick<FaultKind, "id" | "summary" | "why"> & { readonly action: Readonly<Record<string, unknown>> },
): FaultKind => {
  const { action, ...told } = given;
  return {
    ...told,
    applies: ({ name }) => name === "exchange",
    inject: (stage) => stage.control(action),
    undo: (stage) => stage.control({ action: "resume" }),
  };
};

export const stall = ofTheExchange({
  id: "stall",
  summary: "connections stay open and answer, but no market data is sent",
  why: "a market data service that hangs behind a gateway that does not",
  action: { action: "stall" },
});

export const drop = ofTheExchange({
  id: "drop",
  summary: `${SOME} trades of each market are made and not told`,
  why: "messages lost between the exchange and us",
  action: { action: "skip", trades: SOME },
});

export const duplicate = ofTheExchange({
  id: "duplicate",
  summary: `${SOME} trades of each market are told twice`,
  why: "a gateway that sends again what was not acknowledged in time",
  action: { action: "repeat", trades: SOME },
});

export const reorder = ofTheExchange({
  id: "reorder",
  summary: `${SOME} trades of each market are told after the one that follows`,
  why: "two paths through the exchange's network, one longer than the other",
  action: { action: "reorder", trades: SOME },
});

export const lag = ofTheExchange({
  id: "lag",
  summary: "every market data frame comes 2 s late",
  why: "an exchange under load, a long queue in between",
  action: { action: "delay", milliseconds: 2_000 },
});

export const lieAboutTime = ofTheExchange({
  id: "lie-about-time",
  summary: "the exchange's clock is 5 s ahead of ours",
  why: "a clock that nobody keeps, theirs or ours: orders are refused as too old",
  action: { action: "skew", milliseconds: 5_000 },
});
