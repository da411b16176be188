import express, { type Request, type Response, Router } from "express";
import type { CandleHistory } from "./candles.ts";
import { QueueFullError } from "./errors.ts";
import { backtestRequest } from "./request.ts";
import type { BacktestService } from "./service.ts";

const LARGEST_BODY = 64 * 1024;

export interface BacktestRouterOptions {
  readonly service: BacktestService;
  /** Closed candles by market. */
  readonly histories: ReadonlyMap<string, CandleHistory>;
}

/** `POST /backtests` starts one and answers where it can be read; `GET /backtests/:id` reads it. */
export function backtestRouter({ service, histories }: BacktestRouterOptions): Router {
  const submit = (request: Request, response: Response) => {
    const parsed = backtestRequest.safeParse(request.body);
    if (!parsed.success) {
      const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
      return response.status(400).json({ error: "not a backtest", problems });
    }
    const candles = histories.get(parsed.data.market);
    if (candles === undefined)
      return response.status(400).json({ error: "no such market", problems: [`markets: ${[...histories.keys()]}`] });
    return queue(response, () => service.submit(parsed.data, candles.last(parsed.data.candles)).id);
  };
  const router = Router();
  router.post("/backtests", express.json({ limit: LARGEST_BODY }), submit);
  router.get("/backtests", (_request, response) => void response.json(service.list()));
  router.get("/backtests/:id", (request, response) => {
    const backtest = service.get(request.params.id);
    if (backtest === undefined) response.status(404).json({ error: "no such backtest, or no longer kept" });
    else response.json(backtest);
  });
  return router;
}

function queue(response: Response, submit: () => string): Response {
  try {
    const id = submit();
    return response
      .status(202)
      .location(`/backtests/${id}`)
      .json({ id, url: `/backtests/${id}` });
  } catch (error) {
    if (!(error instanceof QueueFullError)) throw error;
    return response.status(429).json({ error: error.message });
  }
}
