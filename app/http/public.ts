import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from "express";
import { rateLimit } from "express-rate-limit";
import helmet from "helmet";
import type { Recorder } from "../../lib/metrics/definitions.ts";
import { httpLimited } from "../../metrics/quantflow/website.ts";
import type { Clock, Random } from "../clock.ts";
import type { Desk } from "../desk/desk.ts";
import type { Log } from "../log.ts";
import { ASSETS } from "../page/assets.ts";
import { type PageOptions, renderPage } from "../page/page.ts";
import { clientOf } from "./address.ts";
import { methodsOf } from "./addresses.ts";
import type { Login } from "./login.ts";
import { isOwnOrigin } from "./origin.ts";
import { requestIdOf, requestLog } from "./request-log.ts";
import type { Sessions } from "./session.ts";
import type { Windows } from "./windows.ts";

export interface PublicOptions {
  readonly page: PageOptions;
  readonly desk: Desk;
  /** What `GET /alerts` answers. */
  readonly alerts: () => readonly object[];
  /** Each checks by itself who may ask, and how often: Alertmanager's notifications must always get through. */
  readonly open: readonly Router[];
  /** For the administrator alone. */
  readonly guarded: readonly Router[];
  readonly login: Login;
  readonly sessions: Sessions;
  /** Requests of each client in its window. */
  readonly requests: Windows;
  /** Proxies in front of us that add to X-Forwarded-For; 0: nobody's word is taken. */
  readonly trustedProxies: number;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
}

/** Twenty a second: a person's page needs a handful, and who polls JSON has room. */
export const MOST_REQUESTS = 1_200;
export const REQUEST_WINDOW_MS = 60_000;

const GUARDED = ["/portfolio", "/alerts", "/backtests"];
const YEAR_SECONDS = 31_536_000;

/** The page loads its own script and style and talks to us; whatever else it was tricked into is not run. */
const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
    },
  },
  // Whoever terminates TLS knows whether every name of the host has it.
  strictTransportSecurity: false,
  xFrameOptions: { action: "deny" },
});

const about = ({ page: { version, markets } }: PublicOptions) => ({
  name: "QuantFlow",
  version,
  markets,
  links: { portfolio: "/portfolio", alerts: "/alerts", backtests: "/backtests" },
});

function limitRequests({ requests, recorder, trustedProxies }: PublicOptions): RequestHandler {
  return rateLimit({
    windowMs: REQUEST_WINDOW_MS,
    limit: MOST_REQUESTS,
    store: requests,
    keyGenerator: (request) => clientOf(request, trustedProxies),
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler(_request, response) {
      recorder.increment(httpLimited, { limit: "requests" });
      response.status(429).json({ error: "too many requests: try again in a minute" });
    },
  });
}

/** Lets the administrator pass, asking from a page of ours or from no page at all. */
const adminOnly =
  ({ login, recorder, trustedProxies }: PublicOptions): RequestHandler =>
  (request, response, next) => {
    const verdict = login.verdict(request.headers.authorization, clientOf(request, trustedProxies));
    if (verdict === "guessing") {
      recorder.increment(httpLimited, { limit: "logins" });
      response.status(429).set("retry-after", "60").json({ error: "too many wrong passwords: try again in a minute" });
    } else if (verdict === "stranger")
      response.status(401).set("www-authenticate", 'Basic realm="QuantFlow"').json({ error: "log in" });
    else if (!isReading(request) && !isOwnOrigin(request.headers))
      response.status(403).json({ error: "asked for by a page that is not ours" });
    else next();
  };

const isReading = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

/** The page for a browser, what we are for a program: that needs no login. */
function home(options: PublicOptions): readonly RequestHandler[] {
  const wantsPage: RequestHandler = (request, response, next) => {
    response.vary("Accept");
    if (request.accepts(["json", "html"]) === "html") next();
    else response.json(about(options));
  };
  const page: RequestHandler = (request, response) => {
    const session = options.sessions.issue(request.secure);
    if (session !== undefined) response.append("set-cookie", session);
    response.set("cache-control", "no-store").type("html").send(renderPage(options.desk.view(), options.page));
  };
  return [wantsPage, adminOnly(options), page];
}

function serveAssets(app: Express): void {
  for (const { path, type, body } of ASSETS)
    app.get(path, (_request, response) => {
      response.set("cache-control", `public, max-age=${YEAR_SECONDS}, immutable`).type(type).send(body);
    });
}

/** A known address asked with the wrong method is told the right ones. */
function notFound(request: Request, response: Response): void {
  const methods = methodsOf(request.path);
  if (methods === undefined || methods.includes(request.method)) {
    response.status(404).json({ error: "not found" });
    return;
  }
  response
    .status(405)
    .set("allow", methods.join(", "))
    .json({ error: `use ${methods.join(" or ")}` });
}

const statusOf = (error: unknown): number =>
  error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : 0;

/** The port for people and Alertmanager. Money is text, so that no reader rounds it. */
export function publicApp(options: PublicOptions): Express {
  const app = express().disable("x-powered-by").disable("etag").set("trust proxy", options.trustedProxies);
  const { desk, alerts, log } = options;
  app.use(requestLog(options), securityHeaders);
  for (const router of options.open) app.use(router);
  app.use(limitRequests(options));
  app.get("/", ...home(options));
  app.get("/about", (_request, response) => void response.json(about(options)));
  serveAssets(app);
  app.use(GUARDED, adminOnly(options));
  app.get("/portfolio", (_request, response) => void response.json(desk.view().portfolio));
  app.get("/alerts", (_request, response) => void response.json(alerts()));
  for (const router of options.guarded) app.use(router);
  app.use(notFound);
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    // An answer that has begun cannot be made another; express then cuts the connection.
    if (response.headersSent) return next(error);
    const status = statusOf(error);
    if (status >= 400 && status < 500) return void response.status(status).json({ error: "bad request" });
    log.error({ err: error, requestId: requestIdOf(response) }, "request failed");
    response.status(503).json({ error: "failed; see the log", requestId: requestIdOf(response) });
  });
  return app;
}
