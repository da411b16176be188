import type { RootRoute } from "../../../lib/alerting/routing/index.ts";
import { eventually } from "../../e2e/eventually.ts";
import type { StormAlertmanager } from "./alertmanager.ts";
import type { Receivers } from "./receivers.ts";
import { Sender, type StormAlert } from "./sender.ts";

/** What a storm did: every number is counted, but for the bound, which is reckoned. */
export interface Outcome {
  readonly storm: string;
  readonly alerts: number;
  /** Of alerts that Alertmanager tells in one message. */
  readonly groups: number;
  /** From the first alert to the last message. */
  readonly seconds: number;
  readonly mails: number;
  /** As many as the route's times allow in those seconds. */
  readonly mostMails: number;
  readonly copies: number;
  /** Of the largest notification to the application. */
  readonly largestCopy: number;
  readonly truncated: number;
  /** Alerts that the history has as firing, and as resolved; each is to be `alerts`. */
  readonly firing: number;
  readonly resolved: number;
}

export interface Ground {
  readonly alertmanager: StormAlertmanager;
  readonly receivers: Receivers;
  readonly route: RootRoute;
}

/** Nine labels and texts of a usual length, as the alerts of this platform have them. */
export const stormAlerts = (storm: string, count: number, names: number): readonly StormAlert[] =>
  Array.from({ length: count }, (_, index) => ({
    labels: {
      alertname: `${storm}${index % names}`,
      environment: "local",
      instance: `quantflow-app-${index}:9464`,
      job: "quantflow",
      owner: "trading",
      severity: "critical",
      stream: "trade",
      symbol: "BTC",
      strategy: "sma-cross-fast-twelve-slow-twenty-six",
    },
    annotations: {
      summary: `Prices of trade are old on quantflow-app-${index}`,
      description: `The last trade event was applied ${index} s ago (limit 30 s, for 30 s). `.repeat(3),
      runbook_url: "http://localhost:9090/consoles/runbooks/FeedStale.html",
      dashboard_url: `http://localhost:3001/d/quantflow-feed/feed?viewPanel=3&var-instance=${index}`,
    },
  }));

/** How long a storm may take until everybody is told: most of it is the history's work, an alert at a time. */
const PATIENCE_SECONDS = 240;

/** A storm under way: what was told of it so far. */
export class Storm {
  readonly #ground: Ground;
  readonly #name: string;
  readonly #alerts: readonly StormAlert[];
  readonly #began = performance.now();
  readonly #before: { readonly mails: number; readonly copies: number };
  readonly sender: Sender;

  constructor(ground: Ground, name: string, alerts: readonly StormAlert[]) {
    const { mails, copies } = ground.receivers;
    this.#ground = ground;
    this.#name = name;
    this.#alerts = alerts;
    this.#before = { mails: mails.length, copies: copies.length };
    this.sender = new Sender(ground.alertmanager.url);
    this.sender.start();
  }

  get copies() {
    return this.#ground.receivers.copies.slice(this.#before.copies);
  }

  get mails() {
    return this.#ground.receivers.mails.slice(this.#before.mails);
  }

  /** How many of the alerts the history has with this status. */
  known(status: "firing" | "resolved"): number {
    const instances = new Set(
      this.#ground.receivers.remembered
        .filter((one) => one.status === status && one.labels["alertname"]?.startsWith(this.#name))
        .map(({ labels }) => labels["instance"]),
    );
    return this.#alerts.filter(({ labels }) => instances.has(labels["instance"])).length;
  }

  /** Resolves when the history has every alert with this status. */
  async everyOne(status: "firing" | "resolved"): Promise<void> {
    const all = async () => {
      const known = this.known(status);
      if (known < this.#alerts.length) throw new Error(`${known} of ${this.#alerts.length}`);
    };
    await eventually(`the history has every alert ${status}`, all, { within: PATIENCE_SECONDS });
  }

  /** Resolves when every group was mailed with this word. */
  async everyGroupMailed(word: "CRITICAL" | "RESOLVED"): Promise<void> {
    const all = async () => {
      const told = new Set(
        this.mails.flatMap(({ message }) => new RegExp(`^Subject: \\[${word}\\] (\\w+)`, "m").exec(message)?.[1] ?? []),
      );
      if (told.size < this.#groups) throw new Error(`${told.size} of ${this.#groups}`);
    };
    await eventually(`every group was mailed as ${word}`, all, { within: PATIENCE_SECONDS });
  }

  /** Ends it. `restarts`: how often Alertmanager was started anew. */
  async over(restarts = 0): Promise<Outcome> {
    await this.sender.stop();
    const seconds = (performance.now() - this.#began) / 1000;
    const { copies, mails } = this;
    return {
      ...{ storm: this.#name, alerts: this.#alerts.length, groups: this.#groups, seconds },
      mails: mails.length,
      mostMails: mostMails(this.#ground.route, this.#groups, seconds, restarts),
      copies: copies.length,
      largestCopy: Math.max(0, ...copies.map(({ bytes }) => bytes)),
      truncated: copies.reduce((sum, { truncated }) => sum + truncated, 0),
      firing: this.known("firing"),
      resolved: this.known("resolved"),
    };
  }

  get #groups(): number {
    return new Set(this.#alerts.map(({ labels }) => labels["alertname"])).size;
  }
}

/**
 * Alertmanager mails a group when `group_wait` is over, and then at most once in each `group_interval`; once more
 * after each restart, when `group_wait` begins anew.
 */
export function mostMails({ routes = [] }: RootRoute, groups: number, seconds: number, restarts: number): number {
  const mailing = routes.find(({ to, when }) => to.kind === "email" && when?.["severity"] === "critical");
  if (!mailing?.timing) throw new Error("no route mails what is critical");
  return groups * (1 + Math.ceil(seconds / mailing.timing.interval.value) + restarts);
}
