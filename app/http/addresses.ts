import { ROUTES, type Route } from "../../metrics/quantflow/website.ts";

/** What the public port serves: each address with its methods; a HEAD is a GET without its body. */
export const METHODS: Readonly<Record<Exclude<Route, "unmatched">, readonly string[]>> = {
  "/": ["GET", "HEAD"],
  "/about": ["GET", "HEAD"],
  "/icon.svg": ["GET", "HEAD"],
  "/page.css": ["GET", "HEAD"],
  "/page.js": ["GET", "HEAD"],
  "/portfolio": ["GET", "HEAD"],
  "/alerts": ["GET", "HEAD"],
  "/alerts/webhook": ["POST"],
  "/alerts/dead-letters": ["GET", "HEAD"],
  "/alerts/dead-letters/retry": ["POST"],
  "/backtests": ["GET", "HEAD", "POST"],
  "/backtests/:id": ["GET", "HEAD", "DELETE"],
  "/backtests/:id/equity.svg": ["GET", "HEAD"],
};

/** As express reads it: a slash more at the end and the case do not matter. */
const patternOf = (route: Route): RegExp =>
  new RegExp(`^${route.replaceAll(".", "\\.").replace(":id", "[^/]+")}/?$`, "i");
const patterns = ROUTES.map((route) => ({ route, pattern: patternOf(route) }));

/** The address that a path belongs to, whoever answers it: a bounded label of metrics. */
export const routeOf = (path: string): Route =>
  patterns.find(({ pattern }) => pattern.test(path))?.route ?? "unmatched";

/** The methods of a known address; undefined for any other. */
export const methodsOf = (path: string): readonly string[] | undefined => {
  const route = routeOf(path);
  return route === "unmatched" ? undefined : METHODS[route];
};
