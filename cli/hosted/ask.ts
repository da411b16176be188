import type { Context } from "../command.ts";
import { retried, TryLater, type Wait } from "../comment/retried.ts";
import { busy, noSuchApi, refused, refusedToken, silent, strangeAnswer } from "./errors.ts";

/** A server that others run, and who asks. */
export interface Server {
  /** Without a slash at its end. */
  readonly url: string;
  /** Who asks, as headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** What no message may show. */
  readonly token: string;
  /** What is sent and no message may show either. */
  readonly secrets?: readonly string[];
  /** The variable that holds it. */
  readonly variable: string;
  /** What is missing where the server answers 404: `the ruler's API`. */
  readonly api: string;
  /** Milliseconds; a server that is slower is told as silent. */
  readonly patience: number;
}

export interface Question {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly body?: string;
  readonly type?: "application/yaml" | "application/json";
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** The text of a success, or undefined where the answer is one of `absent`: a 404 that says only that nothing is there. */
export async function ask(
  context: Pick<Context, "pause" | "terminal" | "signal" | "now">,
  server: Server,
  path: string,
  question: Question = {},
  absent: RegExp = NEVER,
): Promise<string | undefined> {
  return retried(context, async () => {
    const answer = await answered(context.signal, server, path, question);
    if (answer.status === 404 && absent.test(answer.text)) return undefined;
    return successIn(server, `${question.method ?? "GET"} ${server.url}${path}`, answer, context.now());
  });
}

const NEVER = /(?!)/;

/** Throws TryLater on what may pass (429, 5xx), and an error on what stays. */
function successIn(server: Server, asked: string, { status, text, headers }: Answer, now: number): string {
  const said = short(withheld(server, text));
  if (status >= 200 && status < 300) {
    if (/^\s*<(!doctype|html)/i.test(text)) throw strangeAnswer(asked, "a page for people answers");
    return text;
  }
  if (status === 401 || status === 403) throw refusedToken(asked, status, said, server.variable);
  if (status === 404) throw noSuchApi(asked, server.api);
  if (status === 429 || status >= 500) throw new TryLater(busy(asked, status, said), waitIn(headers, now));
  if (status >= 300 && status < 400) throw strangeAnswer(asked, `it answers ${status}, a redirection`);
  throw refused(asked, status, said);
}

/** Retry-After is a number of seconds or a date. Source: RFC 9110, 10.2.3. */
function waitIn(headers: Headers, now: number): Wait {
  const after = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(after)) return { named: Number(after) * 1000 };
  const date = Date.parse(after);
  return Number.isNaN(date) ? { atLeast: 1000 } : { named: Math.max(0, date - now) };
}

async function answered(signal: AbortSignal, server: Server, path: string, question: Question): Promise<Answer> {
  const { method = "GET", body, type = "application/json" } = question;
  const timeout = AbortSignal.timeout(server.patience);
  try {
    const response = await fetch(server.url + path, {
      method,
      headers: { ...server.headers, ...(body !== undefined && { "content-type": type }) },
      ...(body !== undefined && { body }),
      // The token is for this server alone, wherever it would send us.
      redirect: "manual",
      signal: AbortSignal.any([signal, timeout]),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    if (signal.aborted) throw error;
    const why = timeout.aborted ? `nothing within ${server.patience / 1000} s` : reasonOf(error as Error);
    throw new TryLater(silent(server.url, withheld(server, why), error as Error), { atLeast: 1000 });
  }
}

/** `fetch failed` says nothing; what it was caused by does. */
const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error && cause.message !== "" ? cause.message : message;

/** The longest first: one secret may be a part of another. Go quotes what it tells as JSON does. */
const withheld = ({ token, secrets = [] }: Server, text: string): string =>
  [token, ...secrets]
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret !== "")
    .sort((one, other) => other.length - one.length)
    .reduce((told, secret) => told.replaceAll(secret, "***"), text);

const LONGEST = 500;

function short(said: string): string {
  const line = said.replace(/[\p{C}\s]+/gu, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
