import { createContext, useContext } from "react";
import type { Client } from "../data/client.ts";
import type { DashboardJson } from "../data/dashboard.ts";
import type { Lookup } from "../data/interpolate.ts";
import type { Span } from "../data/interval.ts";
import type { Mark } from "../data/marks.ts";
import type { RuleGroups } from "../data/prometheus.ts";
import type { PanelReport } from "../data/readiness.ts";
import type { TimeRange } from "../grafana/time.ts";
import type { Loaded } from "./use-loaded.ts";

/** What the panels of a dashboard share. */
export interface Board {
  readonly dashboard: DashboardJson;
  readonly client: Client;
  readonly range: TimeRange;
  /** `browser`, `utc` or a name. */
  readonly timeZone: string;
  /** Of the targets, milliseconds. */
  readonly scrapeInterval: number;
  /** Undefined until the variables are known. */
  readonly variables: Lookup | undefined;
  readonly rules: Loaded<RuleGroups>;
  readonly marks: readonly Mark[];
  /** What links are made of: `__url_time_range` and `__all_variables`. */
  readonly linkVariables: Lookup;
  /** Whether one panel is shown alone. */
  readonly alone: boolean;
  /** Where people find Prometheus; empty: nowhere. */
  readonly prometheus: string;
  readonly zoom: (span: Span) => void;
  readonly view: (panel: number | undefined) => void;
  readonly report: (panel: PanelReport) => void;
}

export const BoardContext = createContext<Board | undefined>(undefined);

export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (board === undefined) throw new Error("A panel stands outside a dashboard");
  return board;
}
