import type { Cancel, Clock } from "../clock.ts";
import type { Fill } from "../portfolio/fill.ts";
import type { DatabaseStore } from "./database-store.ts";
import { StoreStoppedError } from "./errors.ts";
import type { FillRow } from "./rows.ts";

export interface RestoreOptions {
  readonly store: Pick<DatabaseStore, "fills" | "state">;
  /** The run that is on: its fills are not restored. */
  readonly run: number;
  readonly clock: Clock;
}

const RETRY_MS = 1_000;

const ledgerFill = ({ liquidity, ...fill }: FillRow["fill"]): readonly Fill[] =>
  liquidity === undefined ? [] : [{ ...fill, liquidity }];

/** The fills of earlier runs, asked for until the database answers. */
export class Restore {
  readonly #options: RestoreOptions;
  #cancel: Cancel = () => {};
  #stopped = false;

  constructor(options: RestoreOptions) {
    this.#options = options;
  }

  /** In the order of making. Rejects with STORE_STOPPED. */
  async fills(): Promise<readonly Fill[]> {
    const { store, run } = this.#options;
    while (!this.#stopped) {
      try {
        const rows = await store.fills();
        return rows.filter(({ id }) => !id.startsWith(`${run}-`)).flatMap(({ fill }) => ledgerFill(fill));
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
