import type { FeedVerdict } from "../feed/feed-health.ts";

export interface ReadinessInput {
  readonly feed: FeedVerdict;
  readonly draining: boolean;
  /** Stores in use: whether each answered at its last use. */
  readonly stores: Readonly<Record<string, boolean>>;
}

export interface Readiness {
  readonly status: "ready" | "degraded" | "unready";
  readonly checks: Readonly<Record<string, string>>;
}

/** Ready takes a live feed; a store that is away degrades, because trading goes on without it. */
export function readiness({ feed, draining, stores }: ReadinessInput): Readiness {
  const checks = {
    feed,
    shutdown: draining ? "draining" : "ok",
    ...Object.fromEntries(Object.entries(stores).map(([name, up]) => [name, up ? "ok" : "down"])),
  };
  if (draining || feed !== "ok") return { status: "unready", checks };
  return { status: Object.values(stores).every(Boolean) ? "ready" : "degraded", checks };
}
