import { ApplicationError } from "../errors.ts";
import type { Money } from "./money.ts";

/** A fill that the portfolio cannot have made: its caller must size orders by what `cash` and `position` say. */
export class ImpossibleFillError extends ApplicationError {
  constructor(what: string, wanted: Money, available: Money) {
    super("PORTFOLIO_IMPOSSIBLE_FILL", `fill needs ${wanted} ${what} and the portfolio has ${available}`);
  }
}
