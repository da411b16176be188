import * as http from "node:http";
import * as https from "node:https";
import { type Answer, head, prometheusError } from "./answers.ts";
import { bodyOf, TOO_LARGE } from "./body.ts";

/** Where the samples are, and as whom they are asked for; neither ever reaches the browser. */
export interface PrometheusAccess {
  /** `http://prometheus:9090`; a path in it stands before the API's. */
  readonly url: string;
  readonly login?: { readonly user: string; readonly password: string };
}

/** Only what reads, each with the methods that Prometheus takes. https://prometheus.io/docs/prometheus/latest/querying/api/ */
export const READS: readonly (readonly [path: RegExp, methods: readonly string[]])[] = [
  [/^\/api\/v1\/(query|query_range|series)$/, ["GET", "POST"]],
  [/^\/api\/v1\/(rules|alerts|metadata)$/, ["GET"]],
  [/^\/api\/v1\/label\/[A-Za-z_][A-Za-z0-9_]*\/values$/, ["GET"]],
];

/** Longer than Prometheus lets a query run by itself (2 min) is no use to a page. */
const PATIENCE_MILLISECONDS = 30_000;
/** A query with every value of a variable in it is some kilobytes. */
const LARGEST_QUERY_BYTES = 256 * 1024;
const FORM = "application/x-www-form-urlencoded";

/** Passes a read on to Prometheus; every other request, and whatever goes wrong on the way, is answered in words. */
export type PrometheusProxy = (path: string, search: string, request: http.IncomingMessage) => Answer;

export function prometheusProxy(access: PrometheusAccess): PrometheusProxy {
  const agent = new (protocolOf(access).Agent)({ keepAlive: true, maxSockets: 16 });
  return (path, search, request) => {
    const methods = READS.find(([pattern]) => pattern.test(path))?.[1];
    if (!methods) return prometheusError(404, "not_found", `the preview does not ask Prometheus for ${path}`);
    if (!methods.includes(request.method ?? ""))
      return prometheusError(405, "bad_data", `${path} takes ${methods.join(" and ")}`);
    return (response) => {
      void bodyOf(request, LARGEST_QUERY_BYTES).then((body) => {
        if (body === TOO_LARGE) QUERY_TOO_LARGE(response);
        else if (body) pass({ access, agent, path: path + search, body }, request, response);
      });
    };
  };
}

const QUERY_TOO_LARGE = prometheusError(413, "bad_data", `a query has at most ${LARGEST_QUERY_BYTES} bytes`);

const protocolOf = ({ url }: PrometheusAccess) => (new URL(url).protocol === "https:" ? https : http);

interface Passing {
  readonly access: PrometheusAccess;
  readonly agent: http.Agent;
  readonly path: string;
  readonly body: Buffer;
}

function pass({ access, agent, path, body }: Passing, request: http.IncomingMessage, response: http.ServerResponse) {
  const url = new URL(access.url);
  const asking = protocolOf(access).request(url, {
    agent,
    method: request.method,
    path: url.pathname.replace(/\/$/, "") + path,
    headers: {
      accept: "application/json",
      ...(body.length > 0 && { "content-type": FORM, "content-length": body.length }),
      ...(access.login && { authorization: basic(access.login) }),
    },
  });
  const patience = setTimeout(() => asking.destroy(new Error(TOO_SLOW)), PATIENCE_MILLISECONDS);
  // A page that was left wants no answer, and Prometheus stops a query whose asker is gone.
  response.on("close", () => asking.destroy());
  asking.on("close", () => clearTimeout(patience));
  asking.on("error", (error) => failed(error, access, response));
  asking.on("response", (answer) => deliver(answer, access, response));
  asking.end(body);
}

const TOO_SLOW = `no answer within ${PATIENCE_MILLISECONDS / 1000} s`;

function deliver(answer: http.IncomingMessage, { url }: PrometheusAccess, response: http.ServerResponse): void {
  const status = answer.statusCode ?? 502;
  if (status === 401 || status === 403) {
    answer.resume();
    // Passed on, it would make the browser ask for a login that is not the person's to give.
    prometheusError(502, "unavailable", `Prometheus at ${url} refuses the preview's login`)(response);
    return;
  }
  const { "content-type": type = "application/json", "content-length": length } = answer.headers;
  head(response, status, {
    "content-type": type,
    "cache-control": "no-store",
    ...(length && { "content-length": length }),
  });
  answer.on("error", () => response.destroy());
  answer.pipe(response);
}

function failed(error: Error, { url }: PrometheusAccess, response: http.ServerResponse): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const status = error.message === TOO_SLOW ? 504 : 502;
  // An address with several tries fails with one error for all of them, which has a code and no words.
  const words = error.message || (error as NodeJS.ErrnoException).code || error.name;
  prometheusError(status, "unavailable", `Prometheus does not answer at ${url}: ${words}`)(response);
}

const basic = ({ user, password }: { readonly user: string; readonly password: string }): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
