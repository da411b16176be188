import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Admission } from "./admission.ts";
import { type Answer, json, message } from "./answers.ts";
import { type Followers, followersOf } from "./events.ts";
import type { ServedPage } from "./page.ts";
import { type PrometheusAccess, type PrometheusProxy, prometheusProxy } from "./prometheus.ts";
import type { Shelf } from "./shelf.ts";

/** What the page needs to know besides the dashboards. */
export interface Settings {
  /** The scrape interval as Prometheus spells it (`15s`): `$__rate_interval` follows from it. */
  readonly interval: string;
  /** Where a person opens Prometheus; empty where nobody can. */
  readonly prometheus: string;
  /** Whether the dashboards may change while the page is open. */
  readonly watch: boolean;
}

export interface PreviewGiven {
  readonly page: ServedPage;
  readonly shelf: Shelf;
  readonly settings: () => Settings;
  readonly prometheus: PrometheusAccess;
  readonly admission: Admission;
  /** Why a query has nothing to draw at a time (milliseconds since the epoch), in words; undefined when it has. */
  readonly reason: (promql: string, at: number) => Promise<string | undefined>;
}

/** The preview over HTTP, not yet listening. `close` ends the pages that follow it, too. */
export function previewServer(given: PreviewGiven): Server {
  const followers = followersOf(given.shelf);
  const place: Place = { ...given, followers, proxy: prometheusProxy(given.prometheus) };
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 10_000, maxHeaderSize: 16 * 1024 },
    (request, response) => route(place, request)(response),
  );
  const close = server.close.bind(server);
  server.close = (done) => {
    followers.close();
    server.closeIdleConnections();
    return close(done);
  };
  return server;
}

interface Place extends PreviewGiven {
  readonly followers: Followers;
  readonly proxy: PrometheusProxy;
}

interface Asked {
  readonly path: string;
  readonly search: string;
}

/** What is read beside the page's files, by address. */
export const ADDRESSES: readonly (readonly [pattern: RegExp, answer: (place: Place, asked: Asked) => Answer])[] = [
  [/^\/api\/events$/, ({ followers }) => followers.join()],
  [/^\/api\/reason$/, (place, { search }) => reasonOf(place, new URLSearchParams(search))],
  [/^\/api\/settings$/, ({ settings }) => json(200, JSON.stringify(settings()))],
  [
    /^\/api\/dashboards$/,
    ({ shelf }) => json(200, JSON.stringify(shelf.list().map(({ json: _, ...listed }) => listed))),
  ],
  [
    /^\/api\/dashboards\/[A-Za-z0-9_-]{1,40}$/,
    ({ shelf }, { path }) => dashboard(shelf, path.slice(path.lastIndexOf("/") + 1)),
  ],
];

const elsewhere = ({ page }: Place, { path }: Asked): Answer =>
  path.startsWith("/api/") ? message(404, `there is nothing at ${path}`) : page.at(path);

function route(place: Place, request: IncomingMessage): Answer {
  const [path, search] = parts(request.url ?? "/");
  // Open, so that a health check needs no password; it tells nothing but that this process answers.
  if (path === "/healthz") return message(200, "ok");
  const refusal = place.admission(request);
  if (refusal) return message(refusal.status, refusal.message, refusal.headers);
  const proxied = /^\/api\/prometheus(\/.*)$/.exec(path)?.[1];
  if (proxied !== undefined) return place.proxy(proxied, search, request);
  if (request.method !== "GET") return message(405, "the preview is only read", { allow: "GET" });
  const answer = ADDRESSES.find(([pattern]) => pattern.test(path))?.[1] ?? elsewhere;
  return answer(place, { path, search });
}

/** As it stands in the request: nothing is decoded, so nothing can be hidden in it. */
function parts(url: string): readonly [path: string, search: string] {
  const at = url.indexOf("?");
  return at < 0 ? [url, ""] : [url.slice(0, at), url.slice(at)];
}

function reasonOf({ reason }: Place, asked: URLSearchParams): Answer {
  const [query, time] = [asked.get("query"), Number(asked.get("time") || Number.NaN)];
  if (!query || !Number.isFinite(time)) return message(400, "a reason is asked for by query and time (in seconds)");
  return (response) => {
    void reason(query, time * 1000)
      .then((words) => json(200, JSON.stringify({ reason: words ?? "there is a value at this time" })))
      .catch((error: Error) => message(502, error.message))
      .then((answer) => answer(response));
  };
}

function dashboard(shelf: Shelf, uid: string): Answer {
  const found = shelf.find(uid);
  return found ? json(200, found.json) : message(404, `there is no dashboard "${uid}"`);
}
