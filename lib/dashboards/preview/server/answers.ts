import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** What is answered, as what writes it. */
export type Answer = (response: ServerResponse) => void;

/** SHA-256 of nothing: Grafana's components insert empty style elements and fill them by script, which is allowed. */
const EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Nothing but what this server itself has. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${EMPTY}`,
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const SECURITY: OutgoingHttpHeaders = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** The status line and headers of every answer. */
export function head(response: ServerResponse, status: number, headers: OutgoingHttpHeaders): void {
  response.writeHead(status, { ...SECURITY, ...headers });
}

/** Data is never kept: it is what is there now. */
export const json =
  (status: number, text: string, more: OutgoingHttpHeaders = {}): Answer =>
  (response) => {
    const body = Buffer.from(text);
    head(response, status, {
      "content-type": "application/json; charset=utf-8",
      "content-length": body.length,
      "cache-control": "no-store",
      ...more,
    });
    response.end(body);
  };

export const message = (status: number, words: string, more?: OutgoingHttpHeaders): Answer =>
  json(status, JSON.stringify({ message: words }), more);

/** In the form of Prometheus' own errors, which is what the page reads there. */
export const prometheusError = (status: number, errorType: string, error: string): Answer =>
  json(status, JSON.stringify({ status: "error", errorType, error }));
