import { parse } from "yaml";
import type { KubernetesObject } from "../object.ts";
import { CONFIGURATION_KEY, MAIN } from "./alertmanager.ts";
import type { ChartGiven } from "./chart/given.ts";
import { alertmanagerResource, prometheusResource } from "./chart/resources.ts";
import { chartValues } from "./chart/values.ts";
import { type MonitoringGiven, monitoringObjects } from "./monitoring-objects.ts";
import { knowsAll, type LeftOut, leftOutOf, NEWEST } from "./operator/gate.ts";

/** Fields that the environment's operator is too old for: of objects, of the chart's values, of alertmanager.yml. */
export function leftOutIn(given: MonitoringGiven, chart: ChartGiven): readonly LeftOut[] {
  const { operatorVersion } = given.stack;
  if (knowsAll(operatorVersion)) return [];
  const stack = { ...given.stack, operatorVersion: NEWEST };
  const objects = monitoringObjects({ ...given, stack });
  const { values } = chartValues({ ...chart, stack });
  const resources = [prometheusResource(values, stack), alertmanagerResource(values, stack)];
  return leftOutOf([...objects, ...resources, ...objects.flatMap(configuration)], operatorVersion);
}

/** Alertmanager's configuration as a document of its own kind, from the Secret that holds it. */
function configuration({ metadata, data }: KubernetesObject): readonly KubernetesObject[] {
  const text = Object.entries(data ?? {}).find(([key]) => key === CONFIGURATION_KEY)?.[1];
  if (text === undefined) return [];
  return [{ apiVersion: "v1", kind: MAIN, metadata, ...parse(Buffer.from(`${text}`, "base64").toString()) }];
}

/** The same as a part of a page. */
export const leftOutText = (version: string, leftOut: readonly LeftOut[]): string =>
  leftOut.length === 0
    ? `Operator ${version} knows every field of what follows.`
    : [
        `Operator ${version} is too old for these fields; they are left out of the files:`,
        "",
        "| of | field | known since | without it |",
        "| --- | --- | --- | --- |",
        ...leftOut.map(({ object, field }) => `| ${object} | \`${field.path}\` | ${field.since} | ${field.why} |`),
      ].join("\n");
