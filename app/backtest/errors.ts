import { ApplicationError } from "../errors.ts";

export class UnknownMarketError extends ApplicationError {
  constructor(market: string) {
    super("BACKTEST_UNKNOWN_MARKET", `market ${JSON.stringify(market)} is not traded here`);
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

export class WorkerEndedError extends ApplicationError {
  constructor(code: number) {
    super("BACKTEST_WORKER_ENDED", `the worker ended with code ${code} before it had a result`);
  }
}
