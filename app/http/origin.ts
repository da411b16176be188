import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a request may act in the user's name: a browser names the page that sent it, and that must be ours. What is
 * no browser sends neither header, and has had to bring its login itself.
 */
export function isOwnOrigin({ origin, host, "sec-fetch-site": site }: IncomingHttpHeaders): boolean {
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  if (origin === undefined) return true;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host;
}
