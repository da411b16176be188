import type { Request, RequestHandler, Response } from "express";
import type { Recorder } from "../../lib/metrics/definitions.ts";
import { type CodeClass, httpDuration, httpRequests } from "../../metrics/quantflow/website.ts";
import type { Clock, Random } from "../clock.ts";
import type { Log } from "../log.ts";
import { routeOf } from "./addresses.ts";

export interface RequestLogOptions {
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

const HEADER = "x-request-id";
const SANE = /^[\w.:-]{1,64}$/;
const ID_DIGITS = 16;

const newId = (random: Random): string =>
  Array.from({ length: ID_DIGITS }, () => Math.floor(random() * 16).toString(16)).join("");

/** The id that ties an answer to its lines in the log: the sender's own where it is one, else a new one. */
const idOf = (request: Request, random: Random): string => {
  const given = request.get(HEADER) ?? "";
  return SANE.test(given) ? given : newId(random);
};

export const requestIdOf = (response: Response): string => String(response.getHeader(HEADER));

function classOf(response: Response): CodeClass {
  if (!response.writableFinished) return "aborted";
  if (response.statusCode < 300) return "2xx";
  if (response.statusCode < 400) return "3xx";
  return response.statusCode < 500 ? "4xx" : "5xx";
}

/** Gives each request its id; counts, times and logs it when it has ended. First in line, so that nothing is missed. */
export const requestLog =
  ({ recorder, clock, random, log }: RequestLogOptions): RequestHandler =>
  (request, response, next) => {
    const start = clock.elapsed();
    const route = routeOf(request.path);
    const { method } = request;
    response.set(HEADER, idOf(request, random));
    response.once("close", () => {
      const seconds = clock.elapsed() - start;
      const code = classOf(response);
      recorder.increment(httpRequests, { route, code });
      recorder.observe(httpDuration, { route }, seconds);
      const fields = { requestId: requestIdOf(response), method, route, status: response.statusCode, code, seconds };
      log.debug(fields, "request ended");
    });
    next();
  };
