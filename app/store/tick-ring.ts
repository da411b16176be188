import type { Units } from "../portfolio/units.ts";

/** Ticks by column, a slot each. */
export interface TickColumns {
  /** Index of the symbol in a list of its owner's. */
  readonly symbol: Uint16Array;
  readonly id: Float64Array;
  readonly price: Float64Array;
  readonly quantity: Float64Array;
  /** When it was traded, milliseconds since the epoch. */
  readonly time: Float64Array;
  /** When it came, milliseconds since the epoch by our clock. */
  readonly receivedAt: Float64Array;
}

export interface Tick {
  readonly id: number;
  readonly price: Units;
  readonly quantity: number;
  readonly tradeTime: number;
  readonly receivedAt: number;
}

interface Flight {
  readonly from: number;
  readonly to: number;
}

/**
 * The newest ticks, `capacity` of them, in memory that does not grow: a full ring gives up its oldest. A flight is what
 * is on its way to the database: its rows wait until it has landed, so each row is written, dropped or waiting, once.
 * Positions count the ticks ever added; slots are positions modulo capacity.
 */
export class TickRing {
  readonly columns: TickColumns;
  readonly capacity: number;
  #added = 0;
  /** Position of the oldest row that the ring still holds. */
  #oldest = 0;
  #flight: Flight | undefined;

  constructor(capacity: number) {
    this.capacity = capacity;
    const column = () => new Float64Array(capacity);
    this.columns = {
      symbol: new Uint16Array(capacity),
      id: column(),
      price: column(),
      quantity: column(),
      time: column(),
      receivedAt: column(),
    };
  }

  /** Rows that are neither written nor dropped, those in flight included. */
  get waiting(): number {
    return this.#added - (this.#flight?.from ?? this.#oldest);
  }

  /** When the oldest row came that the ring still holds; undefined when it holds none. */
  get oldestAt(): number | undefined {
    return this.#oldest === this.#added ? undefined : this.columns.receivedAt[this.#oldest % this.capacity];
  }

  /** Whether another tick had to be dropped for this one. */
  add(symbol: number, { id, price, quantity, tradeTime, receivedAt }: Tick): boolean {
    const slot = this.#added % this.capacity;
    const dropped = this.#makeRoom();
    this.columns.symbol[slot] = symbol;
    this.columns.id[slot] = id;
    this.columns.price[slot] = price;
    this.columns.quantity[slot] = quantity;
    this.columns.time[slot] = tradeTime;
    this.columns.receivedAt[slot] = receivedAt;
    this.#added += 1;
    return dropped;
  }

  /** Begins the flight of the oldest rows: first slot and number, which have to be copied before the next `add`. */
  depart(most: number): { readonly slot: number; readonly count: number } {
    const from = this.#oldest;
    const to = Math.min(this.#added, from + most);
    this.#flight = { from, to };
    return { slot: from % this.capacity, count: to - from };
  }

  /** Ends the flight with its rows written. */
  land(): void {
    this.#oldest = Math.max(this.#oldest, this.#flight?.to ?? 0);
    this.#flight = undefined;
  }

  /** Ends the flight with its rows not written; how many of them the ring has given up meanwhile, which are dropped now. */
  turnBack(): number {
    const { from, to } = this.#flight ?? { from: this.#oldest, to: this.#oldest };
    this.#flight = undefined;
    return Math.min(this.#oldest, to) - from;
  }

  /** Gives up the oldest rows, none of them in flight; how many there were. */
  discard(most: number): number {
    const count = Math.min(most, this.#added - this.#oldest);
    this.#oldest += count;
    return count;
  }

  /** A row in flight is given up without being dropped: how it ends is told when it lands or turns back. */
  #makeRoom(): boolean {
    if (this.#added - this.#oldest < this.capacity) return false;
    const inFlight = this.#flight !== undefined && this.#oldest < this.#flight.to;
    this.#oldest += 1;
    return !inFlight;
  }
}
