import { ApplicationError } from "../errors.ts";

/** Another attempt may well succeed. */
export class RestError extends ApplicationError {
  constructor(url: string, problem: string, cause?: unknown) {
    super("FEED_REST", `${url} ${problem}: what is missing is asked for again`, { cause });
  }
}

/** Nothing may be asked for so long: the exchange bans who goes on. */
export class RestLimitError extends ApplicationError {
  readonly waitMs: number;

  constructor(waitMs: number) {
    super(
      "FEED_REST_LIMIT",
      `the exchange's request limit is used up: nothing is asked for ${Math.ceil(waitMs / 1000)} s`,
    );
    this.waitMs = waitMs;
  }
}
