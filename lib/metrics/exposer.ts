import { renderText, type Source } from "./exposition.ts";
import { type Format, TEXT } from "./format.ts";
import { renderOpenMetrics } from "./open-metrics.ts";

export interface ExposerOptions {
  readonly sources: readonly Source[];
  /** Monotonic seconds. */
  readonly elapsed: () => number;
  /** Brings values up to date that are read rather than counted, just before they are written. */
  readonly refresh: () => void;
  /** Told how long the event loop was held by each rendering, in seconds. */
  readonly rendered: (seconds: number) => void;
}

const RENDER = { text: renderText, openmetrics: renderOpenMetrics };

/**
 * Renders on demand. Requests that come in one turn of the event loop share one rendering, as do those that come while
 * another is being read; none is given values that are older than its request.
 */
export class Exposer {
  readonly #options: ExposerOptions;
  readonly #next = new Map<Format, Promise<Buffer>>();
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: ExposerOptions) {
    this.#options = options;
  }

  async text(format = TEXT): Promise<string> {
    return (await this.render(format)).toString();
  }

  /** Encoded as UTF-8. Rejects with what a source rejects with; the next request begins anew. */
  render(format: Format): Promise<Buffer> {
    const next = this.#next.get(format) ?? this.#running.then(() => this.#begin(format));
    this.#next.set(format, next);
    this.#running = next.catch(() => undefined);
    return next;
  }

  async #begin(format: Format): Promise<Buffer> {
    await new Promise(setImmediate);
    this.#next.delete(format);
    return this.#render(format);
  }

  async #render(format: Format): Promise<Buffer> {
    const { sources, elapsed, refresh, rendered } = this.#options;
    const start = elapsed();
    const reading = sources.map((source) => source.families());
    const asked = elapsed();
    const read = await Promise.all(reading);
    const resumed = elapsed();
    refresh();
    const text = Buffer.from(RENDER[format.name](read.flat()));
    rendered(asked - start + (elapsed() - resumed));
    return text;
  }
}
