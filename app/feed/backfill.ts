import type { Recorder } from "../../lib/metrics/definitions.ts";
import {
  feedBackfilled,
  feedDuplicates,
  feedMissing,
  feedSequenceResets,
  feedTradeGaps,
  feedUnrecovered,
  type NumberedStream,
} from "../../metrics/quantflow/sequence.ts";
import type { Cancel, Clock, Random } from "../clock.ts";
import type { Candle, MarketEvent, Trade } from "../engine/events.ts";
import type { Instrument } from "../engine/instrument.ts";
import type { Log } from "../log.ts";
import { Recovery, type RecoveryJob } from "./backfill-recovery.ts";
import { CANDLE_MS, type ExchangeRest } from "./rest.ts";
import { type Arrival, Sequence, type SequenceLimits } from "./sequence.ts";

export interface BackfillOptions {
  readonly instruments: readonly Instrument[];
  readonly rest: Pick<ExchangeRest, "trades" | "candles">;
  /** Takes an event that was fetched, as if it had come by the feed. */
  readonly apply: (event: MarketEvent) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly recorder: Recorder;
  readonly log: Log;
}

const CHECK_MS = 500;
/** A hundred pages of trades, an hour of candles. */
const LIMITS: Readonly<Record<NumberedStream, SequenceLimits>> = {
  trade: { graceSeconds: 2, mostMissing: 100_000, staleSeconds: 60 },
  kline: { graceSeconds: 2, mostMissing: 3_600, staleSeconds: 60 },
};

interface Tracked {
  readonly market: string;
  readonly symbol: string;
  readonly stream: NumberedStream;
  readonly sequence: Sequence;
  /** Of the sequence's lost numbers, how many were counted. */
  counted: number;
}

const numberOf = (event: Trade | Candle): number =>
  event.kind === "trade" ? event.id : Math.floor(event.openTime / CANDLE_MS);
const timeOf = (event: Trade | Candle): number => (event.kind === "trade" ? event.tradeTime : event.openTime);

/**
 * Keeps each market's trades and closed candles without holes and without repeats: says which events are new, and fetches
 * what is still missing when the other connection of a renewal had its time to bring it.
 */
export class Backfill {
  readonly #options: BackfillOptions;
  readonly #tracked: Readonly<Record<NumberedStream, ReadonlyMap<string, Tracked>>>;
  readonly #recovery: Recovery;
  readonly #cancelCheck: Cancel;

  constructor(options: BackfillOptions) {
    this.#options = options;
    this.#tracked = { trade: this.#track("trade"), kline: this.#track("kline") };
    this.#recovery = new Recovery(options);
    this.#cancelCheck = options.clock.every(CHECK_MS, () => this.#check());
  }

  /** Whether an event is to be applied; one that came before is not. An event without a number always is. */
  accept(event: MarketEvent): boolean {
    if (event.kind !== "trade" && (event.kind !== "kline" || !event.closed)) return true;
    const tracked = this.#tracked[event.kind].get(event.market);
    if (tracked === undefined) return true;
    const arrival = tracked.sequence.accept(numberOf(event), timeOf(event), this.#options.clock.elapsed());
    if (arrival !== "next") this.#note(tracked, arrival);
    return arrival !== "duplicate";
  }

  /** Brings the metric up to date that is read rather than counted. */
  refresh(): void {
    for (const stream of ["trade", "kline"] as const) {
      const missing = [...this.#tracked[stream].values()].reduce((sum, { sequence }) => sum + sequence.missing, 0);
      this.#options.recorder.set(feedMissing, { stream }, missing);
    }
  }

  /** Fetches nothing more; resolves when nothing is under way. */
  stop(): Promise<void> {
    this.#cancelCheck();
    return this.#recovery.stop();
  }

  #track(stream: NumberedStream): ReadonlyMap<string, Tracked> {
    const tracked = ({ market, base }: Instrument): readonly [string, Tracked] => [
      market,
      { market, symbol: base, stream, sequence: new Sequence(LIMITS[stream]), counted: 0 },
    ];
    return new Map(this.#options.instruments.map(tracked));
  }

  #note(tracked: Tracked, arrival: Arrival): void {
    const { recorder } = this.#options;
    const { stream, symbol, sequence } = tracked;
    if (arrival === "duplicate") recorder.increment(feedDuplicates, { stream });
    if (arrival === "reset") recorder.increment(feedSequenceResets, { stream });
    if (arrival === "gap" && stream === "trade") recorder.increment(feedTradeGaps, { symbol }, sequence.lastGap);
    if (arrival === "gap" || arrival === "reset") this.#countLost(tracked);
  }

  #countLost(tracked: Tracked): void {
    const { stream, sequence } = tracked;
    this.#options.recorder.increment(feedUnrecovered, { stream }, sequence.lost - tracked.counted);
    tracked.counted = sequence.lost;
  }

  #check(): void {
    const at = this.#options.clock.elapsed();
    for (const stream of ["trade", "kline"] as const)
      for (const tracked of this.#tracked[stream].values())
        for (const range of tracked.sequence.overdue(at)) this.#recovery.add(this.#jobOf(tracked, range));
  }

  #jobOf(tracked: Tracked, range: RecoveryJob["range"]): RecoveryJob {
    const { rest } = this.#options;
    const { market, stream, sequence } = tracked;
    return {
      market,
      stream,
      range,
      sequence,
      numberOf,
      fetch: (part, stopped) =>
        stream === "trade" ? rest.trades(market, part, stopped) : rest.candles(market, part, stopped),
      take: (event) => this.#take(tracked, event),
      ended: () => this.#countLost(tracked),
    };
  }

  /** Only what is missing still: the feed may have brought it while it was fetched. */
  #take({ stream, sequence }: Tracked, event: Trade | Candle): void {
    const number = numberOf(event);
    if (sequence.missingOf({ from: number, to: number }).length === 0) return;
    sequence.accept(number, timeOf(event), this.#options.clock.elapsed());
    this.#options.recorder.increment(feedBackfilled, { stream });
    this.#options.apply(event);
  }
}
