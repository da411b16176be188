/** Numbers `from` to `to`, both included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * What a number is to those before it. `late` was missing until now, `reset` begins a new numbering; all but `duplicate`
 * are to be taken.
 */
export type Arrival = "first" | "next" | "gap" | "late" | "duplicate" | "reset";

export interface SequenceLimits {
  /** How long a number may be missing before it is asked for: the other connection of a renewal may bring it. */
  readonly graceSeconds: number;
  /** A jump further than this is a new numbering, not a loss. */
  readonly mostMissing: number;
  /** A number from before, after nothing new for so long, is a new numbering too. */
  readonly staleSeconds: number;
}

interface Missing extends Range {
  /** Seconds, monotonic. */
  readonly since: number;
  readonly asked: boolean;
}

/** Holes remembered at a time. */
const MOST_HOLES = 1_000;
/** Numbers rise with their times; these may differ by so much where the exchange's engine is not strict. */
const UNORDERED_MS = 1_000;

const sizeOf = ({ from, to }: Range): number => to - from + 1;

/**
 * Follows numbers that rise by one: a market's trade ids, or its candles. Two connections may deliver them beside one
 * another, in any order. Pure: it neither waits nor asks.
 */
export class Sequence {
  readonly #limits: SequenceLimits;
  /** Ascending, apart from one another. */
  #holes: readonly Missing[] = [];
  #next: number | undefined;
  #lastTime = Number.NEGATIVE_INFINITY;
  #lastAt = 0;
  #lost = 0;

  constructor(limits: SequenceLimits) {
    this.#limits = limits;
  }

  /** Numbers that are missing now. */
  get missing(): number {
    return this.#holes.reduce((sum, hole) => sum + sizeOf(hole), 0);
  }

  /** Numbers that nobody will look for any more, ever since the start. */
  get lost(): number {
    return this.#lost;
  }

  /** The size of the hole that the last `gap` opened. */
  get lastGap(): number {
    const last = this.#holes.at(-1);
    return last === undefined ? 0 : sizeOf(last);
  }

  /**
   * Takes a number with the exchange's time of it, milliseconds since the epoch, at our time `at`, seconds monotonic.
   */
  accept(number: number, time: number, at: number): Arrival {
    const arrival = this.#judge(number, time, at);
    // What was taken before says nothing of the time: else a busy market would hide its new numbering.
    if (arrival === "duplicate") return arrival;
    if (arrival !== "late") {
      this.#next = number + 1;
      this.#lastAt = at;
    }
    this.#lastTime = arrival === "reset" ? time : Math.max(this.#lastTime, time);
    return arrival;
  }

  /** Holes that outlived the grace; each is told once. */
  overdue(at: number): readonly Range[] {
    const isDue = ({ since, asked }: Missing) => !asked && at - since >= this.#limits.graceSeconds;
    const due = this.#holes.filter(isDue);
    if (due.length > 0) this.#holes = this.#holes.map((hole) => (isDue(hole) ? { ...hole, asked: true } : hole));
    return due.map(({ from, to }) => ({ from, to }));
  }

  /** What of a range is missing still. */
  missingOf(range: Range): readonly Range[] {
    return this.#holes
      .map(({ from, to }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
      .filter((part) => sizeOf(part) > 0);
  }

  /** Gives up what of a range is missing still: it counts as lost. */
  abandon(range: Range): void {
    for (const part of this.missingOf(range)) {
      this.#lost += sizeOf(part);
      this.#cut(part);
    }
  }

  #judge(number: number, time: number, at: number): Arrival {
    const next = this.#next;
    if (next === undefined) return "first";
    if (number === next) return "next";
    if (number < next) return this.#judgeEarlier(number, time, at);
    if (number - next > this.#limits.mostMissing) return "reset";
    this.#open({ from: next, to: number - 1, since: at, asked: false });
    return "gap";
  }

  #judgeEarlier(number: number, time: number, at: number): Arrival {
    if (time > this.#lastTime + UNORDERED_MS) return this.#restart();
    if (this.#cut({ from: number, to: number })) return "late";
    return at - this.#lastAt > this.#limits.staleSeconds ? this.#restart() : "duplicate";
  }

  /** What was missing by the old numbers means others by the new. */
  #restart(): Arrival {
    for (const hole of this.#holes) this.#lost += sizeOf(hole);
    this.#holes = [];
    return "reset";
  }

  #open(hole: Missing): void {
    const [oldest] = this.#holes;
    if (oldest !== undefined && this.#holes.length >= MOST_HOLES) this.abandon(oldest);
    this.#holes = [...this.#holes, hole];
  }

  /** Takes a range that lies in one hole out of it; false when it lies in none. */
  #cut(range: Range): boolean {
    const index = this.#holes.findIndex(({ from, to }) => from <= range.from && range.to <= to);
    const hole = this.#holes[index];
    if (hole === undefined) return false;
    const left = { ...hole, to: range.from - 1 };
    const right = { ...hole, from: range.to + 1 };
    const rest = [left, right].filter((part) => sizeOf(part) > 0);
    this.#holes = [...this.#holes.slice(0, index), ...rest, ...this.#holes.slice(index + 1)];
    return true;
  }
}
