import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseDuration } from "../../lib/promql/index.ts";
import type { Model } from "../../stacks/model.ts";
import { secrets } from "../../stacks/secrets.ts";
import { ADMIN_USER } from "../../stacks/services/defaults.ts";
import { prometheus } from "../../stacks/services/prometheus.ts";
import type { Options, Values } from "../command.ts";
import { badOptionValue, missingOption } from "../errors.ts";
import type { Login } from "../stack/prometheus.ts";
import type { Site } from "../stack/site.ts";
import { withoutLogin } from "../terminal/without-login.ts";
import type { Access } from "./backtest-history.ts";
import { passwordUnreadable, prometheusUnusable } from "./errors.ts";

export const BACKTEST_OPTIONS = {
  prometheus: {
    type: "string",
    placeholder: "URL",
    summary: "tell when changed alerts would have fired, by what this Prometheus remembers; our own needs no login",
  },
  "prometheus-user": { type: "string", placeholder: "NAME", summary: "who asks it" },
  "prometheus-password-file": { type: "string", placeholder: "FILE", summary: "holds the password, and nothing else" },
  since: { type: "string", placeholder: "DURATION", summary: "how far back it is asked (default: 7d)" },
} as const satisfies Options;

type Given = Values<typeof BACKTEST_OPTIONS>;

/** What a review asks a Prometheus; `since` in milliseconds. */
export interface BacktestAsked extends Access {
  readonly since: number;
}

const LONGEST_DAYS = 90;
const DAY = 86_400;

/** Undefined where no Prometheus is named. Fails on values that cannot be meant. */
export function backtestAsked(given: Given, site: Site, model: Pick<Model, "publicUrl">): BacktestAsked | undefined {
  const { prometheus: named, since = "7d" } = given;
  const length = parseDuration(since);
  if (length === undefined || length < 60 || length > LONGEST_DAYS * DAY)
    throw badOptionValue("review", "since", `is a duration from 1m to ${LONGEST_DAYS}d, such as 7d`, since);
  if (named === undefined) return undefined;
  const url = addressIn(named);
  const own = new URL(model.publicUrl(prometheus, "web"));
  return {
    url,
    since: length * 1000,
    login: loginIn(given) ?? (isSame(new URL(url), own) ? ownLogin(site) : undefined),
  };
}

function addressIn(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isUsable = url && ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === "";
  if (!isUsable) throw prometheusUnusable(withoutLogin(text));
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function loginIn({ "prometheus-user": user, "prometheus-password-file": file }: Given): Login | undefined {
  if (user === undefined && file === undefined) return undefined;
  if (user === undefined) throw missingOption("review", "prometheus-user", "NAME");
  if (file === undefined) throw missingOption("review", "prometheus-password-file", "FILE");
  return { user, password: passwordIn(file) };
}

/** None before the first start; Prometheus then says that it refuses. */
function ownLogin({ store }: Site): Login | undefined {
  const password = store.find(secrets.admin);
  return password === undefined ? undefined : { user: ADMIN_USER, password };
}

function passwordIn(file: string): string {
  try {
    return readFileSync(resolve(file), "utf8").replace(/\r?\n$/, "");
  } catch (error) {
    throw passwordUnreadable(file, error as Error);
  }
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const isSame = (url: URL, own: URL): boolean =>
  url.port === own.port &&
  (url.hostname === own.hostname || (LOOPBACK.has(url.hostname) && LOOPBACK.has(own.hostname)));
