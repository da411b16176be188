import { setTimeout } from "node:timers/promises";
import { local } from "../../../stacks/environments/local.ts";
import { believedFor } from "../../../stacks/services/prometheus.ts";

export interface StormAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

interface Held {
  readonly alert: StormAlert;
  readonly startsAt: number;
  readonly resolvedAt?: number;
}

/** So often everything is sent again; Prometheus does it at every second evaluation. */
const RESEND_MS = 1_000;
/** What is not sent again for so long is over. */
const VALID_MS = 1000 * believedFor(local.interval);
/** Of one request. Source: Prometheus' notifier, DefaultMaxBatchSize. */
const BATCH = 256;

/**
 * Sends alerts as Prometheus does: all of them again and again, with an end that moves on, and for some time also that
 * they have ended; what is not taken goes with the next round.
 */
export class Sender {
  readonly #url: string;
  readonly #skewMs: number;
  readonly #held = new Map<string, Held>();
  readonly #over = new AbortController();
  #loop: Promise<void> | undefined;

  /** `skewMs`: by how much its clock is ahead. */
  constructor(url: string, skewMs = 0) {
    this.#url = url;
    this.#skewMs = skewMs;
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#over.abort();
    await this.#loop;
  }

  fire(alerts: readonly StormAlert[]): void {
    for (const alert of alerts) this.#held.set(JSON.stringify(alert.labels), { alert, startsAt: this.#now() });
  }

  resolve(alerts: readonly StormAlert[]): void {
    for (const { labels } of alerts) {
      const key = JSON.stringify(labels);
      const held = this.#held.get(key);
      if (held) this.#held.set(key, { ...held, resolvedAt: this.#now() });
    }
  }

  /** One round, at once. Rejects when Alertmanager does not take it. */
  async send(): Promise<void> {
    const all = [...this.#held.values()];
    for (let index = 0; index < all.length; index += BATCH) await this.#post(all.slice(index, index + BATCH));
  }

  #now(): number {
    return Date.now() + this.#skewMs;
  }

  async #run(): Promise<void> {
    while (!this.#over.signal.aborted) {
      // Alertmanager may be away: the next round has all of it again.
      await this.send().catch(() => undefined);
      await setTimeout(RESEND_MS, undefined, { signal: this.#over.signal }).catch(() => undefined);
    }
  }

  async #post(held: readonly Held[]): Promise<void> {
    const body = held.map(({ alert, startsAt, resolvedAt }) => ({
      ...alert,
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(resolvedAt ?? this.#now() + VALID_MS).toISOString(),
      generatorURL: "http://localhost:9090/graph?g0.expr=up+%3D%3D+0&g0.tab=1",
    }));
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${this.#url}/api/v2/alerts`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`Alertmanager answered ${response.status}: ${await response.text()}`);
  }
}
