import { ApplicationError } from "../errors.ts";

/** A request that is none; its problems are told one by one. */
export class RequestError extends ApplicationError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super("BACKTEST_REQUEST", `not a backtest: ${problems.join("; ")}`);
    this.problems = problems;
  }
}

export class UnknownMarketError extends ApplicationError {
  constructor(market: string, known: readonly string[]) {
    super(
      "BACKTEST_UNKNOWN_MARKET",
      `market ${JSON.stringify(market)} is not traded here: take one of ${known.join(", ")}`,
    );
  }
}

export class CsvError extends ApplicationError {
  constructor(line: number, problem: string) {
    super("BACKTEST_CSV", `line ${line}: ${problem}`);
  }
}

export class NoStoreError extends ApplicationError {
  constructor() {
    super("BACKTEST_NO_STORE", "there is no database of candles here: use the source history, or send a CSV file");
  }
}

export class TooManyCandlesError extends ApplicationError {
  constructor(found: number, most: number) {
    super("BACKTEST_TOO_MANY_CANDLES", `${found} candles are more than ${most}: ask for a shorter time`);
  }
}

export class QueueFullError extends ApplicationError {
  constructor(limit: number) {
    super("BACKTEST_QUEUE_FULL", `${limit} backtests are waiting already: try again when one has ended`);
  }
}

export class BacktestTimeoutError extends ApplicationError {
  constructor(seconds: number) {
    super("BACKTEST_TIMEOUT", `not ended within ${seconds} s: ask for fewer candles`);
  }
}

export class BacktestCancelledError extends ApplicationError {
  constructor(why: string) {
    super("BACKTEST_CANCELLED", `cancelled: ${why}`);
  }
}

export class WorkerEndedError extends ApplicationError {
  constructor(code: number) {
    super("BACKTEST_WORKER_ENDED", `the worker ended with code ${code} before it had a result`);
  }
}

/** What a worker's own error was before it crossed to this thread, which carries no classes. */
export class BacktestFailedError extends ApplicationError {}
