import express, { type NextFunction, type Request, type Response, Router } from "express";
import type { Recorder } from "../../lib/metrics/definitions.ts";
import {
  alertLogFailures,
  alertsReceived,
  alertsRepeated,
  alertsTruncated,
  webhookRequests,
} from "../../metrics/quantflow/webhook.ts";
import type { Clock } from "../clock.ts";
import { isAuthorized, type Tokens } from "../http/bearer.ts";
import { parseJson } from "../http/body.ts";
import type { Log } from "../log.ts";
import type { AlertHistory } from "./history.ts";
import { type AlertRecord, alertRecords, type WebhookBody, webhookBody } from "./schema.ts";

export interface WebhookOptions {
  readonly tokens: Tokens;
  readonly history: Pick<AlertHistory, "add">;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
}

/** Alertmanager's body for 1,000 alerts of nine labels is a little over 1 MiB. */
export const LARGEST_BODY = 4 * 2 ** 20;
const CODES = [202, 400, 401, 413, 503] as const;
type Code = (typeof CODES)[number];

const ERRORS: Readonly<Record<Exclude<Code, 202>, string>> = {
  400: "not an Alertmanager notification",
  401: "a valid bearer token is needed",
  413: `body is over ${LARGEST_BODY} bytes`,
  503: "not stored: send it again",
};

/** What an error of reading the body means to its sender: never 500, which says nothing. */
function codeOf(error: unknown): Exclude<Code, 202> {
  const status = error instanceof Error && "status" in error ? Number(error.status) : 0;
  if (status === 413) return 413;
  return status >= 400 && status < 500 ? 400 : 503;
}

const withStatus = (alerts: readonly Pick<AlertRecord, "status">[], wanted: AlertRecord["status"]): number =>
  alerts.filter(({ status }) => status === wanted).length;

function count({ recorder }: WebhookOptions, body: WebhookBody, fresh: readonly AlertRecord[]): void {
  for (const status of ["firing", "resolved"] as const) {
    const received = withStatus(body.alerts, status);
    recorder.increment(alertsReceived, { status }, received);
    recorder.increment(alertsRepeated, { status }, received - withStatus(fresh, status));
  }
  recorder.increment(alertsTruncated, {}, body.truncatedAlerts);
}

/** `POST /alerts/webhook`: takes what Alertmanager sends and answers 202 once it is stored. */
export function webhookRouter(options: WebhookOptions): Router {
  const { recorder, log } = options;
  let failing = false;
  const answer = (response: Response, code: Code) => {
    recorder.increment(webhookRequests, { code: `${code}` });
    response.status(code).json(code === 202 ? { status: "stored" } : { error: ERRORS[code] });
  };
  const authorize = (request: Request, response: Response, next: NextFunction) =>
    isAuthorized(request.headers.authorization, options.tokens) ? next() : answer(response, 401);
  const receive = async (request: Request, response: Response) => {
    const body = webhookBody.safeParse(parseJson(Buffer.isBuffer(request.body) ? request.body.toString("utf8") : ""));
    if (!body.success) return answer(response, 400);
    const records = alertRecords(body.data, new Date(options.clock.now()).toISOString());
    const fresh = await options.history.add(records);
    failing = false;
    count(options, body.data, fresh);
    answer(response, 202);
  };
  const notStored = (error: unknown) => {
    recorder.increment(alertLogFailures, { operation: "alerts" });
    if (!failing) log.error({ err: error }, "alerts were not stored");
    failing = true;
  };
  const failed = (error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const code = codeOf(error);
    if (code === 503) notStored(error);
    answer(response, code);
  };
  const router = Router();
  router.post("/alerts/webhook", authorize, express.raw({ limit: LARGEST_BODY, type: () => true }), receive);
  router.use("/alerts/webhook", failed);
  return router;
}
