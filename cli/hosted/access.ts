import { tokenIn } from "../comment/token.ts";
import { isPrivate } from "../terraform/private.ts";
import type { Server } from "./ask.ts";
import { addressOfNobody, inClear, tokenMissing, unusableAddress } from "./errors.ts";

/** Milliseconds. */
const PATIENCE = 30_000;

/** A server of a Mimir that others run, and one tenant of many. */
export interface Mimir {
  /** Without a path: `https://prometheus-prod-01.grafana.example`. */
  readonly url: string;
  /** What X-Scope-OrgID names; in Grafana Cloud the number of the instance, which is the user too. */
  readonly tenant: string;
}

/** The variables of Grafana's own mimirtool: who has it set up has these. */
export const MIMIR_VARIABLES = { address: "MIMIR_ADDRESS", tenant: "MIMIR_TENANT_ID", token: "MIMIR_API_KEY" } as const;
export const GRAFANA_TOKEN = "GRAFANA_AUTH";

type Variables = NodeJS.ProcessEnv;

/** Who asks Mimir, and where. Fails without MIMIR_API_KEY. */
export function mimirServer(mimir: Mimir, variables: Variables): Server {
  const { address, tenant: named, token: variable } = MIMIR_VARIABLES;
  const url = variables[address] ? serverAddress(address, variables[address]) : mimir.url;
  const tenant = variables[named] || mimir.tenant;
  const token = tokenIn(variables, variable);
  if (token === undefined) throw tokenMissing(variable, `the ruler of ${url}`);
  requireOwn(url);
  const login = Buffer.from(`${tenant}:${token}`).toString("base64");
  const headers = { "x-scope-orgid": tenant, authorization: `Basic ${login}` };
  return { url, headers, token, variable, api: "the ruler's API", patience: PATIENCE };
}

/** Who asks Grafana, and where; GRAFANA_AUTH is a service account's token or `user:password`, as its provider reads it. */
export function grafanaServer(url: string, variables: Variables): Server {
  const token = tokenIn(variables, GRAFANA_TOKEN);
  if (token === undefined) throw tokenMissing(GRAFANA_TOKEN, `the Grafana at ${url}`);
  requireOwn(url);
  const basic = () => `Basic ${Buffer.from(token).toString("base64")}`;
  const authorization = token.includes(":") ? basic() : `Bearer ${token}`;
  return { url, headers: { authorization }, token, variable: GRAFANA_TOKEN, api: "Grafana's API", patience: PATIENCE };
}

/** Fails on an address in `.example`, which nobody may have: as the repository comes. Source: RFC 2606, 2. */
export function requireOwn(url: string): void {
  if (new URL(url).hostname.endsWith(".example")) throw addressOfNobody(url);
}

function serverAddress(variable: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isServer = url && /^https?:$/.test(url.protocol) && `${url.username}${url.password}${url.search}` === "";
  const hasPath = url !== undefined && url.pathname !== "/";
  if (!isServer || hasPath) throw unusableAddress(variable, text.replace(/\/\/[^@/]*@/, "//***@"));
  if (url.protocol === "http:" && !isPrivate(url.hostname.replace(/^\[|\]$/g, ""))) throw inClear(variable, url.origin);
  return url.origin;
}
