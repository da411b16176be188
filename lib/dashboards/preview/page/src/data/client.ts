import type { DashboardJson } from "./dashboard.ts";
import { refused, unreachable, unreadable } from "./errors.ts";
import type { Span } from "./interval.ts";
import type { QueryData, RuleGroups } from "./prometheus.ts";
import type { Request } from "./request.ts";

/** A dashboard in the list of all. */
export interface Listed {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly url: string;
}

export interface Settings {
  /** How often Prometheus scrapes: `15s`. */
  readonly interval: string;
  /** Where people find Prometheus; empty: nowhere. */
  readonly prometheus: string;
  /** Whether the server tells of changed dashboards. */
  readonly watch: boolean;
}

type Parameters = Readonly<Record<string, string>>;

/** The preview's server: dashboards, and Prometheus behind it. Each call fails with a `PreviewError` in words. */
export class Client {
  readonly #fetch: typeof fetch;

  constructor(send: typeof fetch) {
    this.#fetch = send;
  }

  settings = (): Promise<Settings> => this.#json("/api/settings");
  dashboards = (): Promise<readonly Listed[]> => this.#json("/api/dashboards");
  dashboard = (uid: string): Promise<DashboardJson> => this.#json(`/api/dashboards/${encodeURIComponent(uid)}`);

  query({ kind, expr, span, step }: Request, signal: AbortSignal): Promise<QueryData> {
    const time: Parameters = kind === "instant" ? { time: seconds(span.to) } : { ...ends(span), step: seconds(step) };
    const body = new URLSearchParams({ query: expr, ...time });
    return this.#prometheus(kind === "range" ? "query_range" : "query", { method: "POST", body, signal });
  }

  /** The values that a label has in series of a time, by name. */
  labelValues(label: string, selector: string | undefined, span: Span): Promise<readonly string[]> {
    const match: Parameters = selector === undefined ? {} : { "match[]": selector };
    return this.#prometheus(
      `label/${encodeURIComponent(label)}/values?${new URLSearchParams({ ...match, ...ends(span) })}`,
    );
  }

  /** Why a query has no result at a time, in a sentence; empty where it has one. */
  async reason(query: string, time: number): Promise<string> {
    const { reason } = await this.#json<{ reason: string }>(
      `/api/reason?${new URLSearchParams({ query, time: seconds(time) })}`,
    );
    return reason;
  }

  rules = (): Promise<RuleGroups> => this.#prometheus("rules?type=alert");

  async #prometheus<T>(path: string, init?: RequestInit): Promise<T> {
    const { data } = await this.#json<{ data: T }>(`/api/prometheus/api/v1/${path}`, init);
    return data;
  }

  async #json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.#fetch.call(undefined, path, init).catch((cause: unknown) => {
      throw init?.signal?.aborted ? cause : unreachable(path, cause);
    });
    const body = await response.json().catch(() => {
      throw unreadable(path, response.status);
    });
    if (!response.ok) throw refused(path, response.status, reasonIn(body));
    return body as T;
  }
}

/** Prometheus says `error`, the preview's server `message`. */
function reasonIn(body: unknown): string {
  const { error, message } = (body ?? {}) as { readonly error?: unknown; readonly message?: unknown };
  return [error, message].find((one) => typeof one === "string") ?? "";
}

const seconds = (ms: number): string => String(ms / 1000);
const ends = ({ from, to }: Span): Parameters => ({ start: seconds(from), end: seconds(to) });
