interface Waiting<T> {
  readonly wanted: (value: T) => boolean;
  readonly resolve: (value: T) => void;
}

/** Values that arrive over time, and a way to wait for one instead of sleeping. */
export class Sequence<T> {
  readonly all: T[] = [];
  #waiting: Waiting<T>[] = [];
  #read = 0;

  readonly push = (value: T): void => {
    this.all.push(value);
    const ready = this.#waiting.filter(({ wanted }) => wanted(value));
    this.#waiting = this.#waiting.filter((one) => !ready.includes(one));
    for (const { resolve } of ready) resolve(value);
    if (ready.length > 0) this.#read = this.all.length;
  };

  /** The next value that is wanted, among those not yet waited for. */
  next(wanted: (value: T) => boolean = () => true): Promise<T> {
    const index = this.all.findIndex((value, at) => at >= this.#read && wanted(value));
    if (index < 0) return new Promise((resolve) => this.#waiting.push({ wanted, resolve }));
    this.#read = index + 1;
    return Promise.resolve(this.all[index] as T);
  }
}
