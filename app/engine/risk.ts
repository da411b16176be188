import type { Refusal } from "../../metrics/quantflow/labels.ts";
import type { Fill } from "../portfolio/fill.ts";
import { MOST_UNITS, product, type Units } from "../portfolio/units.ts";
import type { Account } from "./account.ts";

/** In the quote currency. They hold back buys; a sale only ever lowers what is at risk. */
export interface RiskLimits {
  /** Most that one order spends, its fee not counted. */
  readonly orderValue: Units;
  /** Most that is held of one market after an order, valued at the order's price. */
  readonly positionValue: Units;
  /** Most that is held of all markets after an order. */
  readonly exposure: Units;
  /**
   * The kill switch: while so much of the starting cash is lost, realized and unrealized, only sales are made. It is
   * measured from the starting cash and not from the day's first value, because that is what a restart cannot reset.
   */
  readonly loss: Units;
}

export const NO_LIMITS: RiskLimits = {
  orderValue: MOST_UNITS,
  positionValue: MOST_UNITS,
  exposure: MOST_UNITS,
  loss: MOST_UNITS,
};

declare const judged: unique symbol;
/** A fill that passed every limit: only `judge` makes one, and the engine applies no other. */
export type Approved = Fill & { readonly [judged]: true };
export type Verdict = { readonly approved: Approved } | { readonly refused: Refusal };

interface Case {
  readonly fill: Fill;
  readonly notional: Units;
  readonly account: Account;
  readonly limits: RiskLimits;
}

interface Rule {
  readonly reason: Refusal;
  /** Written so that a NaN, which is a value past MOST_UNITS, breaks no limit unseen. */
  readonly keeps: (one: Case) => boolean;
}

const OF_ALL: readonly Rule[] = [
  { reason: "too-small", keeps: ({ notional }) => notional !== 0 },
  { reason: "too-large", keeps: ({ fill, notional }) => fill.size <= MOST_UNITS && notional <= MOST_UNITS },
];

const OF_BUYS: readonly Rule[] = [
  { reason: "too-large", keeps: ({ fill, account }) => account.size(fill.asset) + fill.size <= MOST_UNITS },
  { reason: "loss", keeps: ({ account, limits }) => lossWithin(limits, account) },
  { reason: "order-value", keeps: ({ notional, limits }) => notional <= limits.orderValue },
  {
    reason: "position-value",
    keeps: ({ fill, account, limits }) =>
      product(fill.price, account.size(fill.asset) + fill.size) <= limits.positionValue,
  },
  { reason: "exposure", keeps: ({ notional, account, limits }) => account.exposure() + notional <= limits.exposure },
  { reason: "cash", keeps: ({ fill, notional, account }) => account.covers(notional + fill.fee) },
];

const RULES = { buy: [...OF_ALL, ...OF_BUYS], sell: OF_ALL } as const;

/** Whether the loss since the start is still below its limit. */
export const lossWithin = ({ loss }: RiskLimits, account: Account): boolean => -account.profit() < loss;

/** Approves what an order would come to, or names the first limit that it breaks. */
export function judge(fill: Fill, account: Account, limits: RiskLimits): Verdict {
  const one: Case = { fill, notional: product(fill.price, fill.size), account, limits };
  const broken = RULES[fill.side].find(({ keeps }) => !keeps(one));
  return broken === undefined ? { approved: fill as Approved } : { refused: broken.reason };
}
