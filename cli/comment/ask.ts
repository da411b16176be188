import type { z } from "zod";
import { noAnswer, notAnApi, refused, tooBusy, unexpectedAnswer } from "./errors.ts";
import { TryLater, type Wait } from "./retried.ts";
import { withoutToken } from "./token.ts";

/** A forge's API, and who asks. */
export interface Api {
  /** `GitHub` */
  readonly name: string;
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What to do about each status that the token or its rights cause. */
  readonly remedies: Readonly<Record<number, string>>;
  readonly signal: AbortSignal;
  /** Milliseconds; an API that is slower is told as silent. */
  readonly patience: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export interface Question {
  readonly method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly body?: unknown;
}

export interface Answer {
  readonly asked: string;
  readonly headers: Headers;
  readonly text: string;
}

/** One request. Throws TryLater on what may pass (429, 5xx, silence), and a CliError on what stays. */
export async function ask(api: Api, url: string, { method = "GET", body }: Question = {}): Promise<Answer> {
  const { status, headers, text } = await answered(api, url, method, body);
  const asked = `${method} ${url}`;
  if (status >= 200 && status < 300) return { asked, headers, text };
  const said = withoutToken(api, messageOf(text));
  const wait = waitFor(status, headers, said, api.now());
  if (wait !== undefined) throw new TryLater(tooBusy(api.name, status, said), wait);
  if (status >= 300 && status < 400) throw notAnApi(asked, `it answers ${status}, a redirection`);
  const remedy = api.remedies[status];
  throw remedy === undefined ? unexpectedAnswer(asked, status, said) : refused(api.name, asked, status, said, remedy);
}

/** The answer's JSON in its expected shape. */
export function parsed<T>({ asked, text }: Answer, shape: z.ZodType<T>): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch (cause) {
    throw notAnApi(asked, "its answer has another form", cause as Error);
  }
}

/** All pages of a list, by the `rel="next"` of their Link headers (RFC 8288), which both forges send. */
export async function pages<T>(api: Api, first: string, shape: z.ZodType<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  const seen = new Set<string>();
  for (let url: string | undefined = first; url !== undefined; ) {
    // The token is for this API alone, and a list that leads back to itself has no end.
    if (new URL(url).origin !== new URL(api.url).origin || seen.has(url)) throw notAnApi(url, "a list leads there");
    seen.add(url);
    const answer: Answer = await ask(api, url);
    all.push(...parsed(answer, shape));
    url = nextOf(answer.headers.get("link"));
  }
  return all;
}

const nextOf = (link: string | null): string | undefined => /<([^>]+)>;[^,<]*\brel="?next"?/.exec(link ?? "")?.[1];

async function answered({ name, url: base, token, ...api }: Api, url: string, method: string, body: unknown) {
  const timeout = AbortSignal.timeout(api.patience);
  try {
    const response = await fetch(url, {
      method,
      headers: { "user-agent": "quantflow", "content-type": "application/json", ...api.headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      // The token is for this API alone, wherever it would send us.
      redirect: "manual",
      signal: AbortSignal.any([api.signal, timeout]),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (api.signal.aborted) throw error;
    const why = timeout.aborted ? `nothing within ${api.patience / 1000} s` : reasonOf(error as Error);
    throw new TryLater(noAnswer(name, base, withoutToken({ token }, why)), { atLeast: 1000 });
  }
}

/** `fetch failed` says nothing; what it was caused by does. */
const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error && cause.message !== "" ? cause.message : message;

const MINUTE = 60_000;

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api; GitLab sends the same Retry-After. */
function waitFor(status: number, headers: Headers, said: string, now: number): Wait | undefined {
  const after = Number(headers.get("retry-after") ?? Number.NaN);
  if (status >= 500) return after >= 0 ? { named: after * 1000 } : { atLeast: 1000 };
  const spent = headers.get("x-ratelimit-remaining") === "0";
  const limited = status === 429 || (status === 403 && (after >= 0 || spent || /rate limit/i.test(said)));
  if (!limited) return undefined;
  if (after >= 0) return { named: after * 1000 };
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN) * 1000;
  return spent && reset >= 0 ? { named: Math.max(reset - now, 1000) } : { atLeast: MINUTE };
}

/** What an error answer says, short enough for a line. */
function messageOf(text: string): string {
  try {
    const { message, error_description, error } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return short(message ?? error_description ?? error);
  } catch {
    return short(text);
  }
}

const short = (said: unknown): string => {
  const line = (typeof said === "string" ? said : (JSON.stringify(said) ?? "")).replace(/[\p{C}\s]+/gu, " ").trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
};
