/** When a made week ends: 2026-11-23 12:00 UTC. Milliseconds since 1970. */
export const NOW = Date.UTC(2026, 10, 23, 12);

const SCRAPE_SECONDS = 15;

/** A stretch of time in which something is otherwise than always. Both ends in milliseconds since 1970. */
export interface Episode {
  readonly from: number;
  /** Exclusive. */
  readonly until: number;
  readonly value: number;
}

export interface Made {
  readonly metric: string;
  readonly labels: string;
  readonly always: number;
  readonly episodes?: readonly Episode[];
  /** The value is what so many seconds ago the time was. */
  readonly isAge?: boolean;
}

/** Metrics scraped every 15 s for some days until `NOW`, in OpenMetrics. */
export const historyOf = (made: readonly Made[], days: number): string =>
  `${made.map((one) => linesOf(one, days)).join("")}# EOF\n`;

function linesOf({ metric, labels, always, episodes = [], isAge = false }: Made, days: number): string {
  const lines = [`# TYPE ${metric} gauge\n`];
  const now = NOW / 1000;
  for (let at = now - days * 86_400; at <= now; at += SCRAPE_SECONDS) {
    const value = episodes.find(({ from, until }) => from <= at * 1000 && at * 1000 < until)?.value ?? always;
    lines.push(`${metric}{${labels}} ${isAge ? at - value : value} ${at}\n`);
  }
  return lines.join("");
}
