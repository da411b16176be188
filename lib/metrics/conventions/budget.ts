import { seriesOf, valuesOf } from "../cost.ts";
import { type AnyMetric, counter, gauge, histogram } from "../definitions.ts";
import { milliseconds } from "../units.ts";
import type { Convention } from "./convention.ts";

/** Series that one target may expose of a metric which names no budget of its own. */
export const SERIES_BUDGET = 200;

const definition = { help: "Something to count.", unit: "items" } as const;
const wide = { user: { upTo: 100_000 } };

export const budget: Convention = {
  id: "cost/budget",
  summary: `A metric costs ${SERIES_BUDGET} series a target at most, or the \`budget\` that it names`,
  why: "A label with too many values is the way to lose a Prometheus; here it is found before it runs, with its name.",
  bad: [
    [counter({ ...definition, name: "quantflow_logins_total", labels: wide })],
    [
      gauge({
        ...definition,
        name: "quantflow_pairs",
        labels: { ...wide, peer: { upTo: 1e300 }, host: { upTo: 1e300 } },
      }),
    ],
    [counter({ ...definition, name: "quantflow_trades_total", labels: { symbol: { upTo: 50 } }, budget: 10 })],
    [
      histogram({
        name: "quantflow_latency_seconds",
        help: definition.help,
        unit: "seconds",
        labels: { symbol: { upTo: 50 } },
        buckets: [milliseconds(1), milliseconds(2)],
      }),
    ],
  ],
  good: [
    [counter({ ...definition, name: "quantflow_trades_total", labels: { symbol: { upTo: 50 } } })],
    [counter({ ...definition, name: "quantflow_logins_total", labels: wide, budget: 200_000 })],
  ],
  run: (metric) => {
    const series = seriesOf(metric);
    const most = metric.budget ?? SERIES_BUDGET;
    return series <= most ? [] : [`may have ${series} series a target, over its budget of ${most}${blame(metric)}`];
  },
};

/** The label to look at first. */
function blame({ domains, type }: AnyMetric): string {
  const [widest] = Object.entries(domains).sort(([, a], [, b]) => valuesOf(b) - valuesOf(a));
  const remedy = `bound it more narrowly${type === "histogram" ? ", take out buckets" : ""}, or give the metric a \`budget\` that Prometheus is sized for`;
  return widest ? `; its label ${widest[0]} has up to ${valuesOf(widest[1])} values: ${remedy}` : `: ${remedy}`;
}
