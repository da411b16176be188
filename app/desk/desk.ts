import type { Clock } from "../clock.ts";
import type { Curve } from "./curve.ts";
import type { Quotes } from "./quotes.ts";
import type { AlertView, BacktestView, ConnectionView, DeskView, PortfolioView } from "./view.ts";

/** Where the desk reads what it shows, whenever it looks. */
export interface DeskSources {
  connection(): ConnectionView;
  portfolio(): PortfolioView;
  alerts(): readonly AlertView[];
  backtests(): readonly BacktestView[];
}

export interface DeskOptions {
  readonly clock: Clock;
  readonly quotes: Quotes;
  readonly curve: Curve;
  readonly sources: DeskSources;
}

const SECTIONS = ["connection", "portfolio", "alerts", "backtests"] as const;
type Section = (typeof SECTIONS)[number];

/** Prices are looked at each time; what changes slowly, or with every price, twice a second. */
const LOOK_SECONDS = 0.5;
/** A sign of life where nothing changes, so that the page can tell a quiet desk from a dead connection. */
const HEARTBEAT_SECONDS = 5;

/** All that the page shows, and what of it changed since the last message. Texts are made once, for all readers. */
export class Desk {
  readonly #options: DeskOptions;
  readonly #texts = new Map<Section, string>();
  readonly #changed = new Set<Section>();
  #lookedAt = Number.NEGATIVE_INFINITY;
  #toldAt = Number.NEGATIVE_INFINITY;
  #quotesTold = 0;
  #samplesTold = 0;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  view(): DeskView {
    const { clock, quotes, curve, sources } = this.#options;
    return {
      now: clock.now(),
      connection: sources.connection(),
      prices: quotes.since(-1),
      portfolio: sources.portfolio(),
      curve: curve.since(0),
      alerts: sources.alerts(),
      backtests: sources.backtests(),
    };
  }

  /** A whole DeskMessage as JSON, for a reader that has nothing, or missed something. */
  snapshot(): string {
    this.#look();
    const { quotes, curve } = this.#options;
    return this.#message('"whole":true,', {
      ...Object.fromEntries(this.#texts),
      prices: JSON.stringify(quotes.since(-1)),
      curve: JSON.stringify(curve.since(0)),
    });
  }

  /** A DeskMessage as JSON of what changed since the last call; undefined when nothing did. */
  changes(): string | undefined {
    const elapsed = this.#options.clock.elapsed();
    if (elapsed - this.#lookedAt >= LOOK_SECONDS) this.#look();
    const parts = this.#changedParts();
    if (Object.keys(parts).length === 0 && elapsed - this.#toldAt < HEARTBEAT_SECONDS) return undefined;
    this.#toldAt = elapsed;
    return this.#message("", parts);
  }

  #look(): void {
    this.#lookedAt = this.#options.clock.elapsed();
    for (const section of SECTIONS) {
      const text = JSON.stringify(this.#options.sources[section]());
      if (this.#texts.get(section) === text) continue;
      this.#texts.set(section, text);
      this.#changed.add(section);
    }
  }

  #changedParts(): Readonly<Record<string, string>> {
    const { quotes, curve } = this.#options;
    const parts: Record<string, string> = {};
    for (const section of this.#changed) parts[section] = this.#texts.get(section) as string;
    if (quotes.revision > this.#quotesTold) parts["prices"] = JSON.stringify(quotes.since(this.#quotesTold));
    if (curve.added > this.#samplesTold) parts["curve"] = JSON.stringify(curve.since(this.#samplesTold));
    this.#changed.clear();
    this.#quotesTold = quotes.revision;
    this.#samplesTold = curve.added;
    return parts;
  }

  #message(prefix: string, parts: Readonly<Record<string, string>>): string {
    const rest = Object.entries(parts).map(([name, text]) => `,"${name}":${text}`);
    return `{${prefix}"now":${this.#options.clock.now()}${rest.join("")}}`;
  }
}
