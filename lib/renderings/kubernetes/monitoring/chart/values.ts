import { Document, isMap, type YAMLMap } from "yaml";
import { forOperator } from "../operator/gate.ts";
import type { ChartGiven } from "./given.ts";
import { alertmanagerResource, prometheusResource, WITHOUT_FIELD } from "./resources.ts";
import { type Setting, type Values, valuesOf } from "./setting.ts";
import { chartSettings } from "./settings.ts";

/** The values of an environment's chart, with their reasons. */
export interface ChartValues {
  readonly settings: readonly Setting[];
  readonly values: Values;
}

/** What becomes a field of a custom resource, by its place among the values. */
const RESOURCES = [
  { at: "prometheus.prometheusSpec", kind: "Prometheus", resource: prometheusResource },
  { at: "alertmanager.alertmanagerSpec", kind: "Alertmanager", resource: alertmanagerResource },
] as const;

/**
 * Values for kube-prometheus-stack 88, as the environment's operator knows them. Fails on a value that the operator would
 * need and does not know, and on one of which it is not known how the chart carries it.
 */
export function chartValues(given: ChartGiven): ChartValues {
  const settings = chartSettings(given).filter((one) => isKnown(one, given.stack.operatorVersion));
  const values = valuesOf(settings);
  for (const { resource } of RESOURCES) resource(values, given.stack);
  return { settings, values };
}

/** A value's name is its field's, wherever a field is younger than the chart's oldest operator. */
function isKnown({ at, value }: Setting, version: string): boolean {
  const resource = RESOURCES.find((one) => at.startsWith(`${one.at}.`));
  if (!resource) return true;
  const field = at.slice(resource.at.length + 1);
  const { spec } = forOperator(resource.kind, `the chart's value ${at}`, { spec: { [field]: value } }, version);
  return field in spec;
}

/** The values that a proof with a real operator covers: those that become custom resources. The others only Helm reads. */
export const isProvable = ({ at }: Setting): boolean =>
  RESOURCES.some((one) => at.startsWith(`${one.at}.`)) && !at.endsWith(`.${WITHOUT_FIELD}`);

/** The text of values.yaml; each value stands below its reason. */
export function valuesFile({ settings, values }: ChartValues): string {
  const document = new Document(values, { aliasDuplicateObjects: false });
  document.commentBefore = " Values for kube-prometheus-stack 88. Generated; what is not named is the chart's default.";
  for (const { at, why } of settings) comment(document, at.split("."), why);
  return document.toString({ lineWidth: 0 });
}

function comment(document: Document, path: readonly string[], why: string): void {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return;
  const pair = (parent as YAMLMap<{ value: unknown; commentBefore?: string }>).items.find(
    ({ key }) => key.value === path.at(-1),
  );
  if (pair) pair.key.commentBefore = ` ${why}`;
}
