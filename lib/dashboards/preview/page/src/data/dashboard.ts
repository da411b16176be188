/**
 * The parts of Grafana's v1 JSON (schemaVersion 42) that the preview reads. What is not named here is carried to
 * Grafana's components as it stands.
 */
export interface DashboardJson {
  readonly uid: string;
  readonly title: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** How often to ask again: `30s`; empty: never. */
  readonly refresh?: string | false;
  readonly timezone?: string;
  readonly time?: { readonly from: string; readonly to: string };
  /** 0: none, 1: a shared crosshair, 2: a shared tooltip. */
  readonly graphTooltip?: 0 | 1 | 2;
  readonly links?: readonly DashboardLinkJson[];
  readonly templating?: { readonly list?: readonly VariableJson[] };
  readonly annotations?: { readonly list?: readonly AnnotationJson[] };
  readonly panels?: readonly PanelJson[];
}

export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface PanelJson {
  readonly id: number;
  readonly type: string;
  readonly title?: string;
  /** Markdown. */
  readonly description?: string;
  readonly gridPos: GridPos;
  readonly transparent?: boolean;
  readonly targets?: readonly TargetJson[];
  readonly fieldConfig?: FieldConfigJson;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly TransformationJson[];
  readonly links?: readonly LinkJson[];
  /** The shortest step: `1m`. */
  readonly interval?: string;
  readonly maxDataPoints?: number | null;
  /** Drawn once for each value of this variable. */
  readonly repeat?: string;
  /** Of a row only. */
  readonly collapsed?: boolean;
  readonly panels?: readonly PanelJson[];
}

export interface TargetJson {
  readonly refId: string;
  readonly expr?: string;
  readonly legendFormat?: string;
  readonly range?: boolean;
  readonly instant?: boolean;
  readonly format?: "time_series" | "table" | "heatmap";
  /** The shortest step of this query; may be a variable. */
  readonly interval?: string;
  readonly hide?: boolean;
}

export interface FieldConfigJson {
  readonly defaults?: FieldJson;
  readonly overrides?: readonly OverrideJson[];
}

export interface FieldJson {
  readonly unit?: string;
  /** Stands in place of "No data". */
  readonly noValue?: string;
  readonly thresholds?: { readonly mode: string; readonly steps: readonly StepJson[] };
  readonly links?: readonly LinkJson[];
  readonly custom?: Readonly<Record<string, unknown>>;
}

interface StepJson {
  readonly color: string;
  /** Null: below all others. */
  readonly value: number | null;
}

interface OverrideJson {
  readonly matcher: { readonly id: string; readonly options?: unknown };
  readonly properties: readonly { readonly id: string; readonly value?: unknown }[];
}

export interface TransformationJson {
  readonly id: string;
  readonly options: unknown;
  readonly disabled?: boolean;
}

export interface LinkJson {
  readonly title: string;
  readonly url: string;
  readonly targetBlank?: boolean;
}

export interface DashboardLinkJson {
  readonly title: string;
  readonly type: "link" | "dashboards";
  readonly url?: string;
  readonly tags?: readonly string[];
  readonly targetBlank?: boolean;
  readonly keepTime?: boolean;
  readonly includeVars?: boolean;
}

export interface VariableJson {
  readonly type: string;
  readonly name: string;
  readonly label?: string | null;
  /** Prometheus' is an object; of `custom`, `constant` and `textbox` it is the text itself. */
  readonly query?: string | { readonly query?: string };
  readonly definition?: string;
  readonly regex?: string;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string | null;
  readonly current?: { readonly value?: string | readonly string[] };
  /** 0: shown, 1: shown without its label, 2: not shown. */
  readonly hide?: number;
  /** 0: as they come, 1 and 2: by name, 3 and 4: by number, 5 and 6: by name whatever the case; even ones downwards. */
  readonly sort?: number;
}

export interface AnnotationJson {
  readonly name: string;
  readonly enable?: boolean;
  readonly hide?: boolean;
  readonly iconColor?: string;
  readonly datasource?: { readonly type?: string } | string | null;
  readonly expr?: string;
  readonly target?: { readonly expr?: string };
  readonly step?: string;
  readonly titleFormat?: string;
  readonly textFormat?: string;
}
