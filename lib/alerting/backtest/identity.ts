import { joined, keyOf, type Labels, type Series } from "./series.ts";

/** Why it cannot be told when an alert would have fired. */
export class NotTold extends Error {
  override readonly name = "NotTold";
}

/**
 * The series by the labels of the alerts that they are: without the metric's name, with the rule's own labels. Fails
 * where two would be one alert at the same evaluation, as the evaluation then fails in Prometheus, and where a label
 * says the value, so that each value is another alert.
 */
export function alertsOf(series: readonly Series[], ruleLabels: Labels): readonly Series[] {
  const valued = Object.entries(ruleLabels).find(([, text]) => /\{\{.*(?:\$value|\.Value)/.test(text));
  if (valued) throw new NotTold(`its label ${valued[0]} says the value, so that each value is another alert`);
  const own = new Set(["__name__", ...Object.keys(ruleLabels)]);
  const renamed = series.map(({ labels, at }) => ({ labels: without(labels, own), at }));
  return joined([renamed]).map(({ labels, at }) => {
    const rising = [...at].sort((left, right) => left - right);
    if (rising.some((instant, index) => instant === rising[index - 1]))
      throw new NotTold(`two series are one alert, ${keyOf(labels)}: Prometheus refuses to evaluate it`);
    return { labels, at: rising };
  });
}

const without = (labels: Labels, names: ReadonlySet<string>): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !names.has(name)));
