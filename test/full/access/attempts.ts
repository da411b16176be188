import { connect } from "node:net";
import pg from "pg";
import { credentialsText, type HttpCredentials, type Login } from "../../../lib/services/credentials.ts";
import type { Model } from "../../../stacks/model.ts";
import { adminLogin } from "../../../stacks/services/logins.ts";
import type { Ask, Asked } from "./asked.ts";
import type { Declared } from "./declared.ts";

/** What one who comes with this, or with nothing, is answered. */
export interface Attempt {
  /** `GET /metrics` */
  readonly what: string;
  /** `nothing`, `a wrong password`, `basic as scrape with scrape-password`. */
  readonly shown: string;
  /** `401`, `NOAUTH`, `28P01`: the listener's own word. */
  readonly answer: string;
  readonly letIn: boolean;
  readonly expected: boolean;
}

export interface Attempted {
  readonly to: Declared;
  /** One of its addresses. */
  readonly host: string;
  readonly asked: Asked;
  readonly model: Model;
  readonly secret: (name: string) => string;
}

type AskedOverHttp = Extract<Asked, { protocol: "http" }>;

const WRONG = "never-a-password-of-ours";
const PATIENCE_MILLISECONDS = 10_000;

/** Everything tried at one listener: nothing, something wrong, and every login of the platform that it could mean. */
export function attempts(given: Attempted): Promise<readonly Attempt[]> {
  switch (given.asked.protocol) {
    case "http":
      return httpAttempts(given, given.asked);
    case "node-red":
      return nodeRedAttempts(given);
    case "postgres":
      return loginAttempts(given, "log in", postgresAnswer);
    case "redis":
      return loginAttempts(given, "AUTH", redisAnswer);
    case "none":
      return Promise.resolve([]);
  }
}

/** One after another: a listener that counts wrong passwords is not to be hurried. */
async function httpAttempts(given: Attempted, { asks, closed = [], open }: AskedOverHttp): Promise<Attempt[]> {
  const everyLogin = everyHttpLogin(given.model);
  const made: Attempt[] = [];
  for (const ask of asks) {
    made.push(await httpAttempt(given, ask, "nothing", {}));
    made.push(await httpAttempt(given, ask, "a wrong password", basic("admin", WRONG)));
    made.push(await httpAttempt(given, ask, "a wrong token", { authorization: `Bearer ${WRONG}` }));
    for (const login of everyLogin)
      made.push(await httpAttempt(given, ask, credentialsText(login), headersOf(login, given.secret)));
  }
  for (const path of closed) made.push(await unsaid(given, path, false));
  for (const path of open) made.push(await unsaid(given, path, true));
  return made;
}

/** One who shows nothing. */
const unsaid = async (given: Attempted, path: string, expected: boolean): Promise<Attempt> => ({
  ...(await httpAttempt(given, { method: "GET", path, admits: [] }, "nothing", {})),
  expected,
});

async function httpAttempt(
  { to, host }: Attempted,
  { method, path, body, admits }: Ask,
  shown: string,
  headers: Readonly<Record<string, string>>,
): Promise<Attempt> {
  const response = await fetch(`http://${host}:${to.number}${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body }),
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  });
  await response.arrayBuffer();
  return {
    what: `${method} ${path}`,
    shown,
    answer: `${response.status}`,
    letIn: isLetIn(response.status),
    expected: admits.some((one) => credentialsText(one) === shown),
  };
}

/** A request of ours may be wanting, and is then told so; a failure of the listener's own is no answer. */
function isLetIn(status: number): boolean {
  if (status === 401 || status === 403) return false;
  if (status < 429) return true;
  throw new Error(`answered ${status}, which says nothing about who may in`);
}

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
});

const headersOf = (login: HttpCredentials, secret: Attempted["secret"]) =>
  login.kind === "bearer"
    ? { authorization: `Bearer ${secret(login.token.name)}` }
    : basic(login.user, secret(login.password.name));

/** Each once. */
function everyHttpLogin({ services }: Model): readonly HttpCredentials[] {
  const every = services.flatMap(({ admits }) => Object.values(admits ?? {}).flatMap((some) => some ?? []));
  const http = every.filter((one): one is HttpCredentials => one.kind !== "login");
  return [...new Map(http.map((one) => [credentialsText(one), one])).values()];
}

/** Its editor asks for a login before it shows a flow. Five wrong ones in ten minutes would lock the user out. */
async function nodeRedAttempts(given: Attempted): Promise<Attempt[]> {
  const token: Ask = { method: "POST", path: "/auth/token", admits: [] };
  const made = [await unsaid(given, "/flows", false)];
  for (const { shown, user, password, expected } of loginsAt(given)) {
    const body = JSON.stringify({ ...EDITOR, username: user, password });
    made.push({ ...(await httpAttempt(given, { ...token, body }, shown, {})), expected });
  }
  return [...made, ...(await httpAttempts(given, { protocol: "http", asks: [FLOWS_OWN], open: ["/auth/login"] }))];
}

/** Where a flow would answer by HTTP; there is none, so that who is let in is told 404. */
const FLOWS_OWN: Ask = { method: "GET", path: "/a-flow", admits: [adminLogin] };

const EDITOR = { client_id: "node-red-editor", grant_type: "password", scope: "*" };

interface TriedLogin {
  readonly shown: string;
  readonly user: string;
  readonly password: string;
  readonly expected: boolean;
}

/** Every user whom the port admits, with the right password and with a wrong one. */
const loginsAt = ({ to, model, secret }: Attempted): readonly TriedLogin[] =>
  admittedLogins(to, model).flatMap((login) => [
    { shown: credentialsText(login), user: login.user, password: secret(login.password.name), expected: true },
    { shown: `${login.user} with a wrong password`, user: login.user, password: WRONG, expected: false },
  ]);

const admittedLogins = ({ service, port }: Declared, { services }: Model): readonly Login[] =>
  (services.find(({ name }) => name === service)?.admits?.[port] ?? []).filter(
    (one): one is Login => one.kind === "login",
  );

type Answer = (at: Attempted, login: Pick<TriedLogin, "user" | "password"> | undefined) => Promise<string>;

async function loginAttempts(given: Attempted, what: string, answerTo: Answer): Promise<Attempt[]> {
  const nothing = await answerTo(given, undefined);
  const made: Attempt[] = [{ what, shown: "nothing", answer: nothing, letIn: nothing === "OK", expected: false }];
  for (const login of loginsAt(given)) {
    const answer = await answerTo(given, login);
    made.push({ what, shown: login.shown, answer, letIn: answer === "OK", expected: login.expected });
  }
  return made;
}

/** `OK`, the SQLSTATE of the refusal, or that a password is asked for where none is shown. */
const postgresAnswer: Answer = async ({ host, to }, login) => {
  const user = login?.user ?? "postgres";
  const client = new pg.Client({
    ...{ host, port: to.number, user, password: login?.password ?? "", database: "quantflow" },
    connectionTimeoutMillis: PATIENCE_MILLISECONDS,
  });
  try {
    await client.connect();
    return "OK";
  } catch (error) {
    if (error instanceof Error && "code" in error) return `${error.code}`;
    // The client has no password to answer the server's question with.
    if (error instanceof Error && error.message.startsWith("SASL")) return "SCRAM asked";
    throw error;
  } finally {
    await client.end();
  }
};

/** What Redis said: `OK`, also where it is a number, or the word of the refusal: `NOAUTH`, `WRONGPASS`. */
export const redisWord = (said: string): string =>
  said.startsWith(":") ? "OK" : (/^[+-](\w+)/.exec(said)?.[1] ?? said.slice(0, 40));

const redisAnswer: Answer = ({ host, to }, login) =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port: to.number, timeout: PATIENCE_MILLISECONDS });
    socket.once("connect", () => socket.write(login ? `AUTH ${login.user} ${login.password}\r\n` : "DBSIZE\r\n"));
    socket.once("data", (chunk) => {
      socket.destroy();
      resolve(redisWord(chunk.toString("utf8")));
    });
    socket.once("error", reject);
    socket.once("timeout", () => socket.destroy(new Error(`no answer within ${PATIENCE_MILLISECONDS} ms`)));
  });
