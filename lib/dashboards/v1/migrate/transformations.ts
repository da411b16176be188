import { isObject, listAt, objectAt } from "../../reading/json.ts";
import type { Step } from "./step.ts";

/** Statistics of queries, one word each before Grafana 11. */
export const transformations: Step = (panel, tell) => {
  const old = listAt(panel, "transformations");
  const upgraded = old.map(statistics);
  if (upgraded.every((one, index) => one === old[index])) return panel;
  tell("had transformations in the form of Grafana 10: they have today's");
  return { ...panel, transformations: upgraded };
};

function statistics(one: unknown): unknown {
  const old = objectAt(one, "options", "refIdToStat");
  if (!isObject(one) || one["id"] !== "timeSeriesTable" || Object.keys(old).length === 0) return one;
  return { ...one, options: Object.fromEntries(Object.entries(old).map(([id, stat]) => [id, { stat }])) };
}

/** A merge after labels that become fields, which Grafana before 8 did by itself. */
export const mergedLabels: Step = (panel, tell) => {
  const old = listAt(panel, "transformations");
  const isLabels = (one: unknown) => isObject(one) && one["id"] === "labelsToFields";
  if (!old.some(isLabels)) return panel;
  tell("merged labels that became fields by itself, as before Grafana 8: by a transformation now");
  return {
    ...panel,
    transformations: old.flatMap((one) => (isLabels(one) ? [one, { id: "merge", options: {} }] : [one])),
  };
};
