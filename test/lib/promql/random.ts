import fc from "fast-check";
import { counter, gauge } from "../../../lib/metrics/definitions.ts";
import { minutes, percent, seconds } from "../../../lib/metrics/units.ts";
import {
  above,
  absolute,
  added,
  and,
  atLeast,
  average,
  below,
  type Condition,
  difference,
  max,
  mean,
  or,
  rate,
  ratio,
  sum,
  top,
  unless,
  type Vector,
  value,
} from "../../../lib/promql/index.ts";

const cpu = counter({ name: "cpu_seconds_total", help: "", unit: "seconds" });
const load = gauge({ name: "load_ratio", help: "", unit: "ratio" });
const by = { by: ["job"] } as const;

type Share = Vector<"job", "ratio">;
type TooMuch = Condition<"job", "ratio">;

const window = fc.integer({ min: 1, max: 100_000 }).map(seconds);
const threshold = fc.integer({ min: 1, max: 100 }).map(percent);

const leaf: fc.Arbitrary<Share> = fc.oneof(
  window.map((over) => sum(rate(cpu, over), by)),
  window.map((over) => max(mean(load, over), by)),
  fc.constant(average(value(load), by)),
);

const { condition } = fc.letrec<{ vector: Share; condition: TooMuch }>((tie) => ({
  vector: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie("condition"),
    fc.tuple(tie("vector"), tie("vector")).map(([a, b]) => ratio(a, b)),
    fc.tuple(tie("vector"), tie("vector")).map(([a, b]) => difference(a, b)),
    fc.tuple(tie("vector"), threshold).map(([e, least]) => atLeast(e, least)),
    fc.tuple(tie("vector"), fc.integer({ min: 1, max: 9 })).map(([e, many]) => top(many, e)),
    fc.tuple(tie("vector"), window).map(([e, over]) => added(e, { over, every: minutes(1) })),
    tie("vector").map(absolute),
    tie("vector").map((e) => sum(e, by)),
  ),
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(tie("vector"), threshold).map(([e, limit]) => above(e, limit)),
    fc.tuple(tie("vector"), threshold).map(([e, limit]) => below(e, limit)),
    fc.tuple(tie("condition"), tie("vector")).map(([a, b]) => and(a, b, { on: ["job"] })),
    fc.tuple(tie("condition"), tie("vector")).map(([a, b]) => unless(a, b, { on: ["job"] })),
    fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => or(a, b)),
  ),
}));

/** Any condition that the operators of the builder can make. */
export const anyCondition: fc.Arbitrary<TooMuch> = condition;
