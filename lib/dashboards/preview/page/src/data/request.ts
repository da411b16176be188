import type { PanelJson, TargetJson } from "./dashboard.ts";
import { durationText, milliseconds } from "./duration.ts";
import { either, fixed, interpolate, type Lookup } from "./interpolate.ts";
import { aligned, intervalOf, rateIntervalOf, type Span, stepOf } from "./interval.ts";

/** What is asked of Prometheus for one target; times in milliseconds. */
export interface Request {
  readonly refId: string;
  readonly expr: string;
  readonly kind: "range" | "instant";
  readonly span: Span;
  readonly step: number;
  readonly legend: string | undefined;
  readonly format: NonNullable<TargetJson["format"]>;
}

export interface Asked {
  readonly span: Span;
  /** Pixels: as many points at most. */
  readonly width: number;
  /** Of the targets, milliseconds. */
  readonly scrapeInterval: number;
  readonly variables: Lookup;
  /** Of the viewer's time zone, milliseconds east of Greenwich. */
  readonly offset: number;
}

/** Every request of a panel, in the order of its targets. A target may ask for a range and an instant both. */
export const requestsOf = (panel: PanelJson, asked: Asked): readonly Request[] =>
  (panel.targets ?? [])
    .filter(({ hide, expr }) => !hide && expr !== undefined && expr.trim() !== "")
    .flatMap((target) => kindsOf(target).map((kind) => requestOf(panel, target, kind, asked)));

/** Without a word it is a range. */
const kindsOf = ({ range, instant }: TargetJson): readonly Request["kind"][] =>
  instant ? (range ? ["range", "instant"] : ["instant"]) : ["range"];

function requestOf(panel: PanelJson, target: TargetJson, kind: Request["kind"], asked: Asked): Request {
  const { span, width, scrapeInterval, variables, offset } = asked;
  const points = panel.maxDataPoints ?? width;
  const interval = intervalOf(span, points, lengthOf(panel.interval, variables) ?? scrapeInterval);
  const shortest = lengthOf(target.interval, variables);
  const step = stepOf(span, shortest === undefined ? interval : intervalOf(span, points, shortest));
  const lookup = either(ownVariables(span, interval, shortest ?? scrapeInterval), variables);
  return {
    refId: target.refId,
    expr: interpolate(target.expr ?? "", lookup, "prometheus"),
    kind,
    span: kind === "range" ? aligned(span, step, offset) : span,
    step,
    legend: target.legendFormat === undefined ? undefined : interpolate(target.legendFormat, variables, "glob"),
    format: target.format ?? "time_series",
  };
}

/** A duration that may be a variable's value; a variable of Grafana's own says nothing of the shortest step. */
const lengthOf = (text: string | undefined, variables: Lookup): number | undefined =>
  text === undefined ? undefined : milliseconds(interpolate(text, variables, "raw"));

/** `$__interval` and its like, for PromQL. */
function ownVariables(span: Span, interval: number, scrapeInterval: number): Lookup {
  const rate = rateIntervalOf(interval, scrapeInterval);
  return either(
    fixed({
      __interval: durationText(interval),
      __interval_ms: String(interval),
      __rate_interval: durationText(rate),
      __rate_interval_ms: String(rate),
    }),
    rangeVariables(span),
  );
}

/** `$__range`, `$__from` and their like: the time range that is shown. */
export const rangeVariables = ({ from, to }: Span): Lookup =>
  fixed({
    __range: `${Math.round((to - from) / 1000)}s`,
    __range_s: String(Math.round((to - from) / 1000)),
    __range_ms: String(to - from),
    __from: String(from),
    __to: String(to),
  });
