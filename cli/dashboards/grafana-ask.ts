import { isObject } from "../../lib/dashboards/reading/json.ts";
import { withoutLogin } from "../terminal/without-login.ts";
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

/** `http://localhost:3000` of `http://localhost:3000/`. Fails on what is no address. */
export function grafanaUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isUsable = url && ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === "";
  if (!isUsable) throw unusableGrafanaUrl(withoutLogin(text));
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

export function objectOf({ url }: GrafanaAccess, path: string, answer: unknown): Readonly<Record<string, unknown>> {
  if (!isObject(answer)) throw unexpectedAnswer(url + path, "it is no object");
  return answer;
}

/**
 * The JSON that Grafana answers when it is asked for something of a dashboard. Fails in words on a Grafana that is down,
 * slow, refuses, does not know the dashboard, or answers with anything else.
 */
export async function ask(access: GrafanaAccess, path: string, uid: string): Promise<unknown> {
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

/** Whether Grafana has something at this path at all. */
export const has = async (access: GrafanaAccess, path: string): Promise<boolean> =>
  (await answered(access, path)).status === 200;

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
