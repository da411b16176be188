import type { Log } from "../log.ts";
import { problemOf } from "../store/errors.ts";

export type DependencyName = "timescaledb" | "redis";

/** Whether a store answered at its last use. Changes are logged, repetitions are not. */
export class Dependency {
  readonly name: DependencyName;
  readonly #log: Log;
  readonly #changed: (up: boolean) => void;
  #up: boolean | undefined;

  constructor(name: DependencyName, log: Log, changed: (up: boolean) => void) {
    this.name = name;
    this.#log = log;
    this.#changed = changed;
  }

  get up(): boolean {
    return this.#up === true;
  }

  succeeded(): void {
    if (this.#up === true) return;
    this.#up = true;
    this.#log.info({ dependency: this.name }, "store is up");
    this.#changed(true);
  }

  failed(error: unknown): void {
    const before = this.#up;
    this.#up = false;
    const told = { dependency: this.name, ...problemOf(error) };
    if (before === false) {
      this.#log.debug(told, "store is still down");
    } else {
      this.#log.warn(told, "store is down; trading goes on without it");
      this.#changed(false);
    }
  }
}
