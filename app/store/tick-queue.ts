import type { Trade } from "../engine/events.ts";
import { copyRows } from "./copy-rows.ts";
import type { CopyTarget } from "./copy-ticks.ts";
import type { Lost, Queue } from "./queue.ts";
import { TickRing } from "./tick-ring.ts";

export interface TickQueueOptions {
  /** Rows that may wait; beyond it the oldest are dropped. */
  readonly capacity: number;
  /** Stores one binary COPY of so many rows, or rejects; bears being given the same rows again. */
  readonly copy: CopyTarget;
  readonly lost: Lost;
}

/** Trades of the market on their way to the database, in memory that does not grow. */
export class TickQueue implements Queue {
  readonly kind = "tick";
  readonly #ring: TickRing;
  readonly #options: TickQueueOptions;
  readonly #indexes = new Map<string, number>();
  readonly #symbols: Buffer[] = [];

  constructor(options: TickQueueOptions) {
    this.#options = options;
    this.#ring = new TickRing(options.capacity);
  }

  get waiting(): number {
    return this.#ring.waiting;
  }

  get oldestAt(): number | undefined {
    return this.#ring.oldestAt;
  }

  add(symbol: string, trade: Trade): void {
    const index = this.#indexes.get(symbol) ?? this.#learn(symbol);
    if (this.#ring.add(index, trade)) this.#options.lost("tick", "full", 1);
  }

  async send(most: number): Promise<number> {
    const { slot, count } = this.#ring.depart(most);
    try {
      await this.#options.copy(copyRows(this.#ring.columns, slot, count, this.#symbols));
    } catch (error) {
      this.#options.lost("tick", "full", this.#ring.turnBack());
      throw error;
    }
    this.#ring.land();
    return count;
  }

  refuse(): void {
    this.#options.lost("tick", "refused", this.#ring.discard(1));
  }

  close(): void {
    this.#options.lost("tick", "stop", this.#ring.discard(this.#ring.capacity));
  }

  #learn(symbol: string): number {
    const index = this.#symbols.push(Buffer.from(symbol)) - 1;
    this.#indexes.set(symbol, index);
    return index;
  }
}
