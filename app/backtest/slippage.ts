import { z } from "zod";
import type { Side } from "../portfolio/fill.ts";
import { MOST_UNITS, ONE, type Units } from "../portfolio/units.ts";

/** Basis points in the whole of a price. */
const WHOLE = 10_000;
const MOST_BASIS_POINTS = 1_000;

/** How a backtest's fills are worse than the opening price; each model is described where it is made. */
export const slippage = z.discriminatedUnion("model", [
  z.strictObject({ model: z.literal("none") }),
  z.strictObject({
    model: z.literal("basis-points"),
    /** Of the price, for every order alike. */
    basisPoints: z.number().min(0).max(MOST_BASIS_POINTS).default(5),
  }),
  z.strictObject({
    model: z.literal("volume-share"),
    /** Share of the price that an order of the bar's whole volume moves it by. */
    priceImpact: z.number().min(0).max(1).default(0.1),
  }),
]);

export type Slippage = z.output<typeof slippage>;

/** The price of an order of a size of the base asset in a bar of this volume; undefined when the bar offers none. */
export type SlippedPrice = (open: Units, side: Side, size: Units, volume: number) => Units | undefined;

/** Against the order, and to whole units against it too. */
function worse(open: Units, side: Side, share: number): Units {
  const move = Math.ceil(open * share);
  return side === "buy" ? Math.min(open + move, MOST_UNITS) : Math.max(open - move, 1);
}

/** Half a spread and some impatience, whatever the size: open * (1 ± basis points / 10,000). */
const byBasisPoints =
  (basisPoints: number): SlippedPrice =>
  (open, side) =>
    worse(open, side, basisPoints / WHOLE);

/**
 * The price moves with the square of the order's share of the bar's volume: open * (1 ± impact * (size / volume)^2), the
 * share at most 1. A bar without volume fills nothing. It is the model of zipline's VolumeShareSlippage (quantopian/
 * zipline, zipline/finance/slippage.py), without its limit to a share of the volume: an order here is filled whole.
 */
const byVolumeShare =
  (priceImpact: number): SlippedPrice =>
  (open, side, size, volume) =>
    volume === 0 ? undefined : worse(open, side, priceImpact * Math.min(1, size / ONE / volume) ** 2);

export function slippedPrice(chosen: Slippage): SlippedPrice {
  switch (chosen.model) {
    case "none":
      return (open) => open;
    case "basis-points":
      return byBasisPoints(chosen.basisPoints);
    case "volume-share":
      return byVolumeShare(chosen.priceImpact);
  }
}
