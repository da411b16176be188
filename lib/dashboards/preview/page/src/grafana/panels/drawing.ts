import type { DataFrame, FieldConfigSource, InterpolateFunction, TimeRange } from "@grafana/data";
import type { PanelJson } from "../../data/dashboard.ts";
import type { Span } from "../../data/interval.ts";
import type { Mark } from "../../data/marks.ts";
import type { RuleGroups } from "../../data/prometheus.ts";
import type { Series } from "../../data/series.ts";

/** What a panel is drawn from. */
export interface Drawing {
  readonly panel: PanelJson;
  /** With units, colours and names applied. */
  readonly frames: DataFrame[];
  readonly config: FieldConfigSource;
  readonly series: readonly Series[];
  readonly range: TimeRange;
  readonly timeZone: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly replace: InterpolateFunction;
  readonly crosshair: boolean;
  readonly marks: readonly Mark[];
  readonly rules: RuleGroups;
  readonly zoom: (span: Span) => void;
}
