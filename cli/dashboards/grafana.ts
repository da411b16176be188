import {
  brokenAnswer,
  forbiddenByGrafana,
  loginPage,
  loginRefused,
  noGrafana,
  notInGrafana,
  slowGrafana,
  unexpectedAnswer,
  unusableGrafanaUrl,
} from "./errors.ts";

/** A Grafana, and who asks. */
export interface GrafanaAccess {
  /** Without a slash at its end. */
  readonly url: string;
  /** As the Terraform provider reads GRAFANA_AUTH: a service account's token, or `user:password`. */
  readonly auth: string | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds; a Grafana that is slower is told as down. */
  readonly patience: number;
}

/** JSON of a dashboard as Grafana has it now, and as the program last applied it. */
export interface InGrafana {
  readonly live: unknown;
  /** Undefined where no version says that it was applied from code. */
  readonly applied: unknown;
}

/** Versions that were applied from code have a message that begins so. */
const APPLIED_FROM_CODE = "quantflow";
/** Older ones are not looked for: by then nobody knows any more what was edited. */
const VERSIONS_LOOKED_AT = 200;

/** Fails in words on a Grafana that is down, slow, refuses, does not know the dashboard, or answers with anything else. */
export async function dashboardInGrafana(access: GrafanaAccess, uid: string): Promise<InGrafana> {
  const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
  const live = objectOf(access, path, await ask(access, path, uid))["dashboard"];
  if (!isObject(live)) throw unexpectedAnswer(access.url + path, "it holds no dashboard");
  const list = await ask(access, `${path}/versions?limit=${VERSIONS_LOOKED_AT}`, uid);
  const versions = versionsIn(list);
  // Grafana 12 lists the first version as "Initial save", whatever its message is: its own page tells.
  const candidate = versions.find(isApplied) ?? versions.find(({ version }) => version === 1);
  if (!candidate) return { live, applied: undefined };
  const found = objectOf(access, path, await ask(access, `${path}/versions/${candidate.version}`, uid));
  return { live, applied: isApplied(found) && isObject(found["data"]) ? found["data"] : undefined };
}

const isApplied = ({ message }: { readonly message?: unknown }): boolean =>
  typeof message === "string" && message.startsWith(APPLIED_FROM_CODE);

/** `http://localhost:3000` of `http://localhost:3000/`. Fails on what is no address. */
export function grafanaUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isUsable = url && ["http:", "https:"].includes(url.protocol) && url.username === "";
  if (!isUsable) throw unusableGrafanaUrl(text.replace(/\/\/[^/]*@/, "//"));
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

interface Version {
  readonly version: number;
  readonly message: string;
}

/** The newest first; a list until Grafana 11, since then an object that holds it. */
function versionsIn(answer: unknown): readonly Version[] {
  const list = Array.isArray(answer) ? answer : isObject(answer) ? answer["versions"] : [];
  return (Array.isArray(list) ? list : [])
    .filter(
      (one): one is Version =>
        isObject(one) && typeof one["version"] === "number" && typeof one["message"] === "string",
    )
    .sort((a, b) => b.version - a.version);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectOf({ url }: GrafanaAccess, path: string, answer: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(answer)) throw unexpectedAnswer(url + path, "it is no object");
  return answer;
}

async function ask(access: GrafanaAccess, path: string, uid: string): Promise<unknown> {
  const { status, text, type, location } = await answered(access, path);
  const asked = access.url + path;
  if (status === 401) throw loginRefused(access.url, access.auth !== undefined);
  if (status === 403) throw forbiddenByGrafana(access.url, uid);
  if (status === 404) throw notInGrafana(access.url, uid);
  if (status >= 300 && status < 400) throw loginPage(asked, location ?? "another address");
  if (status !== 200) throw unexpectedAnswer(asked, `it answers ${status}`);
  if (type.includes("text/html")) throw loginPage(asked, "a page for people");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw brokenAnswer(asked, text.length, cause as Error);
  }
}

async function answered({ url, auth, signal, patience }: GrafanaAccess, path: string) {
  const timeout = AbortSignal.timeout(patience);
  try {
    const response = await fetch(url + path, {
      headers: { accept: "application/json", ...(auth !== undefined && { authorization: authorization(auth) }) },
      // A login is for this Grafana alone, wherever it would send us.
      redirect: "manual",
      signal: AbortSignal.any([signal, timeout]),
    });
    const type = response.headers.get("content-type") ?? "";
    const location = response.headers.get("location");
    return { status: response.status, text: await response.text(), type, location };
  } catch (error) {
    if (timeout.aborted) throw slowGrafana(url, patience);
    throw signal.aborted ? error : noGrafana(url, error as Error);
  }
}

const authorization = (auth: string): string =>
  auth.includes(":") ? `Basic ${Buffer.from(auth).toString("base64")}` : `Bearer ${auth}`;
