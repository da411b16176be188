import { hostedSecretsIn } from "../hosted/known.ts";
import { isPrivate } from "./private.ts";
import { connectionInClear, connectionMalformed, connectionMissing } from "./state-errors.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** What the driver of Terraform's pg backend knows (github.com/lib/pq); `require` where the connection does not say. */
const SSL_MODES = ["disable", "require", "verify-ca", "verify-full"] as const;

/**
 * Where PG_CONN_STR leads. Fails when it is not there, is no URL of a PostgreSQL database, or leads unencrypted out of
 * the private network: a state holds all that the engine was told. Never tells its value, which holds a password.
 */
export function postgresConnection({ PG_CONN_STR = "" }: Variables): URL {
  if (PG_CONN_STR === "") throw connectionMissing();
  const url = URL.canParse(PG_CONN_STR) ? new URL(PG_CONN_STR) : undefined;
  const why = url ? whyNotUsable(url, PG_CONN_STR) : `it is no URL (${MUST_BE_ENCODED})`;
  if (url === undefined || why !== undefined) throw connectionMalformed(why ?? "");
  if (sslMode(url) === "disable" && !isPrivate(hostOf(url))) throw connectionInClear(hostOf(url));
  return url;
}

const MUST_BE_ENCODED =
  "what is no letter of A to Z, digit or one of -._~!$&'()*+,;= in user and password must be percent-encoded";

/** A `URL` encodes and drops characters on which Go's net/url gives up, printing all of it: so the text is looked at. */
function whyNotUsable(url: URL, text: string): string | undefined {
  if (UNSEEN.test(text)) return "it holds a space, a line's end or a control character";
  if (!["postgres:", "postgresql:"].includes(url.protocol)) return `it begins with ${url.protocol}//`;
  if (!USER_INFO.test(userInfo(text))) return MUST_BE_ENCODED;
  if (!isEncoded(url.username) || !isEncoded(url.password)) return "a % of its user or password is not written as %25";
  if (!(SSL_MODES as readonly string[]).includes(sslMode(url))) return `its sslmode is none of ${SSL_MODES.join(", ")}`;
  return /^\/[^/]+$/.test(url.pathname) ? undefined : "it names no database";
}

const UNSEEN = /[\s\p{Cc}]/u;
/** `validUserinfo` of Go's net/url. */
const USER_INFO = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;

const userInfo = (text: string): string => /^[^:]+:\/\/([^/?#]*)@/.exec(text)?.[1] ?? "";

const sslMode = (url: URL): string => url.searchParams.get("sslmode") ?? "require";

// A host given as a parameter may be the folder of a Unix socket.
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "") || (url.searchParams.get("host") ?? "");

function isEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Variables of backends that hold a secret; of the first, only a part is one. */
const SECRETS = ["TF_HTTP_PASSWORD", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;
const PASSWORD = /^[^:]+:\/\/[^:@/]*:(.*)@/s;

/**
 * Words of Terraform without the secrets of its backend and of a hosted Grafana, as they are given, as Go quotes them and percent-decoded: of a
 * connection that it cannot read, it tells all.
 */
export function withoutSecrets(words: string, variables: Variables): string {
  const { PG_CONN_STR = "" } = variables;
  const backend = [PG_CONN_STR, ...passwordsOf(PG_CONN_STR), ...SECRETS.map((name) => variables[name] ?? "")];
  const secrets = [...backend, ...hostedSecretsIn(variables)];
  const longestFirst = secrets.flatMap(forms).sort((one, other) => other.length - one.length);
  return longestFirst.reduce((text, form) => text.replaceAll(form, "***"), words);
}

/** The driver takes one as a parameter, too. */
const passwordsOf = (connection: string): readonly string[] => [
  PASSWORD.exec(connection)?.[1] ?? "",
  ...[...connection.matchAll(/[?&]password=([^&#]*)/g)].map(([, password = ""]) => password),
];

/** Go quotes as JSON does all that can stand in a variable. */
function forms(secret: string): readonly string[] {
  const plain = isEncoded(secret) ? [secret, decodeURIComponent(secret)] : [secret];
  return plain.flatMap((text) => [text, JSON.stringify(text).slice(1, -1)]).filter((text) => text !== "");
}
