import { request } from "node:https";

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

/** As fetch, as far as services of ours are asked. */
export type Ask = (url: string, asked?: Asked) => Promise<Response>;

/**
 * Asks services by HTTP, or by TLS where an authority's certificate (PEM) is given: then it alone is trusted. Node's own
 * fetch takes authorities from a variable that is read when the process starts, and ours may be made after that.
 */
export const askTrusting = (authority: string | undefined): Ask =>
  authority === undefined
    ? fetch
    : (url, asked) => (url.startsWith("https:") ? overTls(url, asked ?? {}, authority) : fetch(url, asked));

function overTls(url: string, { method = "GET", headers = {}, body, signal }: Asked, ca: string): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers, ca, agent: false, ...(signal && { signal }) }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const { statusCode: status = 0, statusMessage: statusText = "" } = answer;
        const hasBody = status !== 204 && status !== 304;
        resolve(new Response(hasBody ? Buffer.concat(parts) : null, { status, statusText }));
      });
    });
    asking.on("error", reject);
    asking.end(body);
  });
}
