import { ApplicationError } from "../errors.ts";
import { MOST_UNITS, unitsText } from "./units.ts";

/** A fill that the account cannot have made: its caller must size orders by what `covers` and `size` say. */
export class ImpossibleFillError extends ApplicationError {
  constructor(problem: string) {
    super("PORTFOLIO_IMPOSSIBLE_FILL", problem);
  }

  static short(what: string, wanted: number | bigint, available: number | bigint): ImpossibleFillError {
    return new ImpossibleFillError(
      `fill needs ${unitsText(wanted)} ${what} and the account has ${unitsText(available)}`,
    );
  }
}

/** The ledger was asked to be made anew from its fills when it already had some. */
export class AlreadyTradedError extends ApplicationError {
  constructor() {
    super("PORTFOLIO_ALREADY_TRADED", "the ledger has fills of its own: restore it before the first one");
  }
}

/** Plain numbers are exact up to 2^53 units only: beyond that the backtest ends rather than rounds. */
export class TooLargeError extends ApplicationError {
  constructor(what: string) {
    super(
      "PORTFOLIO_TOO_LARGE",
      `${what} is above ${unitsText(MOST_UNITS)}, up to which a backtest's numbers are exact: start with less cash`,
    );
  }
}
