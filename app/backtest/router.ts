import express, { type Request, type Response, Router } from "express";
import { ApplicationError } from "../errors.ts";
import { equityPicture } from "./equity-picture.ts";
import { QueueFullError, RequestError } from "./errors.ts";
import type { Backtest, BacktestService } from "./service.ts";
import { csvSubmissionOf, type Origins, type Submission, submissionOf } from "./submission.ts";

const LARGEST_REQUEST = 64 * 1024;
/** About 60,000 rows of Binance's dumps, or 120,000 of six columns. */
const LARGEST_CSV = 8 * 1024 * 1024;
/** The picture's own colours, and nothing from anywhere. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

export interface BacktestRouterOptions extends Origins {
  readonly service: BacktestService;
}

/**
 * `POST /backtests` starts one (a request as JSON, or a CSV file as text/csv with the request in the query) and answers
 * where it can be read. `GET /backtests` lists them without their curves, `GET /backtests/:id` shows one, `GET
 * /backtests/:id/equity.svg` draws its curve, and `DELETE /backtests/:id` cancels it.
 */
export function backtestRouter({ service, ...origins }: BacktestRouterOptions): Router {
  const submit = ({ body, query }: Request, response: Response) =>
    queue(service, response, () =>
      Buffer.isBuffer(body) ? csvSubmissionOf(body, query["request"]) : submissionOf(body, origins),
    );
  const router = Router();
  router.post("/backtests", express.raw({ type: "text/csv", limit: LARGEST_CSV }));
  router.post("/backtests", express.json({ limit: LARGEST_REQUEST }), submit);
  router.get("/backtests", (_request, response) => void response.json(service.list().map(withoutCurve)));
  router.get("/backtests/:id", (request, response) => {
    const backtest = service.get(request.params.id);
    return backtest === undefined ? notFound(response) : response.json(backtest);
  });
  router.get("/backtests/:id/equity.svg", (request, response) => draw(response, service.get(request.params.id)));
  router.delete("/backtests/:id", (request, response) => cancel(service, response, request.params.id));
  return router;
}

function queue(service: BacktestService, response: Response, submission: () => Submission): Response {
  try {
    const { request, load } = submission();
    const { id } = service.submit(request, load);
    const url = `/backtests/${id}`;
    return response.status(202).location(url).json({ id, url });
  } catch (error) {
    if (!(error instanceof ApplicationError)) throw error;
    const { code, message } = error;
    const problems = error instanceof RequestError ? error.problems : [message];
    return response.status(error instanceof QueueFullError ? 429 : 400).json({ error: message, code, problems });
  }
}

function draw(response: Response, backtest: Backtest | undefined): Response {
  if (backtest === undefined) return notFound(response);
  const { id, request, result } = backtest;
  if (result === undefined)
    return response.status(409).json({ error: `backtest ${id} has no result: it is ${backtest.state}` });
  const title = `Backtest ${id}: ${request.strategy} on ${request.market}`;
  return response.set("content-security-policy", PICTURE_POLICY).type("svg").send(equityPicture(title, result.equity));
}

function cancel(service: BacktestService, response: Response, id: string): Response {
  if (service.cancel(id)) return response.status(202).json({ id, url: `/backtests/${id}` });
  const backtest = service.get(id);
  if (backtest === undefined) return notFound(response);
  return response.status(409).json({ error: `backtest ${id} is ${backtest.state} already` });
}

const notFound = (response: Response): Response =>
  response.status(404).json({ error: "no such backtest, or no longer kept" });

/** What a list is read for; the points of all curves would be megabytes. */
function withoutCurve({ result, ...rest }: Backtest): object {
  if (result === undefined) return rest;
  const { equity: _curve, ...figures } = result;
  return { ...rest, result: figures };
}
