import { type Call, type Expression, nodes, type Selector } from "../parse/ast.ts";
import { constantOf } from "./constants.ts";
import { type Facts, NOTHING, SCALAR } from "./facts.ts";
import { countUnit, samplesOf } from "./histograms.ts";
import { perSecond } from "./units.ts";

type Inferred = (call: Call, of: Facts, factsOf: (node: Expression) => Facts) => Facts;

const withUnit =
  (unit: Facts["unit"]): Inferred =>
  (_, of) => ({ ...of, unit, series: undefined, bucketsOf: undefined });
const kept: Inferred = (_, of) => ({ ...of, series: undefined });
const rated: Inferred = (_, of) => ({ ...of, unit: perSecond(of.unit), series: undefined });
const time: Inferred = () => ({ ...SCALAR, unit: "timestamp" });

/** A quantile has the unit of what was observed, and no `le` any more. */
const quantile: Inferred = (_, of) => {
  const metric = of.bucketsOf;
  return { ...NOTHING, labels: without(of.labels, "le"), fixed: of.fixed, unit: metric?.unit, quantileOf: metric };
};

/** What is absent can only have the labels that are matched by equality. */
const absent: Inferred = ({ arguments: [argument] }) => {
  const selector = argument && nodes(argument).find((node): node is Selector => node.kind === "selector");
  const matched = selector?.matchers.filter(({ operator }) => operator === "=") ?? [];
  const labels =
    argument?.kind === "aggregation" || argument?.kind === "binary" ? [] : matched.map(({ label }) => label);
  return { ...NOTHING, labels: new Set(labels), unit: "boolean", fixed: new Set(labels) };
};

const labelled: Inferred = ({ arguments: given }, of) => {
  const target = given[1];
  const labels = of.labels && target?.kind === "string" ? new Set([...of.labels, target.value]) : undefined;
  return { ...of, labels, series: undefined };
};

const vector: Inferred = ({ arguments: [argument] }, of) => {
  const value = argument && constantOf(argument);
  return { ...SCALAR, unit: value === 0 || value === 1 ? "boolean" : of.unit };
};

const TABLE: readonly (readonly [names: string, inferred: Inferred])[] = [
  ["rate irate deriv", rated],
  ["increase delta idelta predict_linear double_exponential_smoothing", kept],
  ["avg_over_time min_over_time max_over_time last_over_time first_over_time sum_over_time", kept],
  ["quantile_over_time stddev_over_time mad_over_time", kept],
  ["abs ceil floor round clamp clamp_min clamp_max sort sort_desc sort_by_label sort_by_label_desc", kept],
  ["changes resets count_over_time", withUnit("items")],
  ["histogram_count", (_, of) => ({ ...of, unit: countUnit(of), series: undefined, bucketsOf: undefined })],
  ["histogram_sum", (_, of) => ({ ...of, series: undefined, bucketsOf: undefined })],
  ["present_over_time", withUnit("boolean")],
  [
    "timestamp ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time",
    withUnit("timestamp"),
  ],
  ["histogram_quantile histogram_avg histogram_stddev", quantile],
  ["histogram_fraction", (_, of) => ({ ...NOTHING, labels: without(of.labels, "le"), unit: "ratio" })],
  ["absent absent_over_time", absent],
  ["label_replace label_join", labelled],
  ["vector", vector],
  ["scalar", (_, of) => ({ ...SCALAR, unit: of.unit })],
  ["time", time],
  ["pi step range start end min_of max_of", () => SCALAR],
  ["info histogram_quantiles", () => NOTHING],
];
const INFERRED: ReadonlyMap<string, Inferred> = new Map(
  TABLE.flatMap(([names, inferred]) => names.split(" ").map((name) => [name, inferred] as const)),
);

/** Which argument of a function is its vector; the first of all that are not named. */
const VECTOR_AT: Readonly<Record<string, number>> = {
  histogram_quantile: 1,
  quantile_over_time: 1,
  histogram_fraction: 2,
};
export const vectorOf = ({ name, arguments: given }: Call): Expression | undefined => given[VECTOR_AT[name] ?? 0];

/** Functions that are not named in the table keep labels and lose the unit. */
export function inferCall(call: Call, factsOf: (node: Expression) => Facts): Facts {
  const argument = vectorOf(call);
  const of = argument ? factsOf(argument) : SCALAR;
  const inferred = (INFERRED.get(call.name) ?? withUnit(undefined))(call, of, factsOf);
  return { ...inferred, samples: call.name === "info" ? undefined : samplesOf(call.name, of.samples) };
}

const without = (labels: Facts["labels"], name: string): Facts["labels"] =>
  labels && new Set([...labels].filter((label) => label !== name));
