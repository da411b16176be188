import type { Cancel, Clock } from "../clock.ts";
import type { Fill } from "../portfolio/fill.ts";
import type { DatabaseStore } from "./database-store.ts";
import { StoreStoppedError } from "./errors.ts";
import type { FillRow } from "./rows.ts";

export interface RestoreOptions {
  readonly store: Pick<DatabaseStore, "fills" | "state">;
  readonly clock: Clock;
}

const RETRY_MS = 1_000;

const ledgerFill = ({ liquidity, ...fill }: FillRow["fill"]): readonly Fill[] =>
  liquidity === undefined ? [] : [{ ...fill, liquidity }];

const runOf = ({ id }: FillRow): number => Number(id.split("-")[0]);

/**
 * The fills of earlier runs, asked for until the database answers. Runs are numbered by the clock, and at least one after
 * the last that is stored: a clock that is set back must not put a sale before its purchase.
 */
export class Restore {
  readonly #options: RestoreOptions;
  #run: number;
  #cancel: Cancel = () => {};
  #stopped = false;

  constructor(options: RestoreOptions) {
    this.#options = options;
    this.#run = options.clock.now();
  }

  /** Of this run; final once the fills are there, before which none is made. */
  get run(): number {
    return this.#run;
  }

  /** In the order of making. Rejects with STORE_STOPPED. */
  async fills(): Promise<readonly Fill[]> {
    const { store } = this.#options;
    while (!this.#stopped) {
      try {
        const rows = await store.fills();
        const earlier = rows.filter((row) => runOf(row) !== this.#run);
        this.#run = Math.max(this.#run, ...earlier.slice(-1).map((last) => runOf(last) + 1));
        return earlier.flatMap(({ fill }) => ledgerFill(fill));
      } catch (error) {
        store.state.failed(error);
      }
      await this.#pause();
    }
    throw new StoreStoppedError();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#stopped) return resolve();
      const cancelTimer = this.#options.clock.after(RETRY_MS, resolve);
      this.#cancel = () => {
        cancelTimer();
        resolve();
      };
    });
  }
}
