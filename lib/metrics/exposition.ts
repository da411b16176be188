import type { Sample } from "./series.ts";
import { escapeHelp, formatValue } from "./text.ts";

/** A metric as exposed: its head and its samples as they stand when iterated. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  samples(): Iterable<Sample>;
}

/** Where families come from. An asynchronous source is read before the synchronous ones. */
export interface Source {
  families(): readonly Family[] | Promise<readonly Family[]>;
}

export interface ExpositionOptions {
  readonly sources: readonly Source[];
  /** Monotonic seconds. */
  readonly elapsed: () => number;
  /** Brings values up to date that are read rather than counted, just before they are written. */
  readonly refresh: () => void;
  /** Told how long the event loop was held by each rendering, in seconds. */
  readonly rendered: (seconds: number) => void;
}

export const CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

/** The text format 0.0.4 of some families. A family without samples is left out. */
export function renderText(families: readonly Family[]): string {
  const lines: string[] = [];
  for (const family of families) {
    const samples = Array.from(family.samples(), ([series, value]) => `${series} ${formatValue(value)}\n`);
    if (samples.length === 0) continue;
    lines.push(`# HELP ${family.name} ${escapeHelp(family.help)}\n# TYPE ${family.name} ${family.type}\n`, ...samples);
  }
  return lines.join("");
}

/**
 * Renders on demand. Requests that arrive while sources are still being read share one text; none gets a text whose
 * values are older than its request, because values are read when the text is written.
 */
export class Exposition {
  readonly #options: ExpositionOptions;
  #pending: Promise<string> | undefined;

  constructor(options: ExpositionOptions) {
    this.#options = options;
  }

  text(): Promise<string> {
    this.#pending ??= this.#render();
    return this.#pending;
  }

  async #render(): Promise<string> {
    const start = this.#options.elapsed();
    const read = await Promise.all(this.#options.sources.map((source) => source.families())).finally(() => {
      this.#pending = undefined;
    });
    this.#options.refresh();
    const text = renderText(read.flat());
    this.#options.rendered(this.#options.elapsed() - start);
    return text;
  }
}
