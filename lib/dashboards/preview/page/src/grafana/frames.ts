import {
  createDataFrame,
  type DataFrame,
  type DataTransformerConfig,
  FieldType,
  standardTransformers,
  standardTransformersRegistry,
  transformDataFrame,
} from "@grafana/data";
import { firstValueFrom } from "rxjs";
import type { TransformationJson } from "../data/dashboard.ts";
import type { Series } from "../data/series.ts";
import type { TableField } from "../data/table.ts";

/** By id: one of them is listed under its old name, too. */
const TRANSFORMERS = new Map(Object.values(standardTransformers).map((transformer) => [transformer.id, transformer]));

standardTransformersRegistry.setInit(() =>
  [...TRANSFORMERS.values()].map((transformer) => ({
    id: transformer.id,
    name: transformer.name,
    description: transformer.description ?? "",
    transformation: async () => transformer,
    editor: () => null,
    imageDark: "",
    imageLight: "",
  })),
);

/** A curve as Grafana's data source would hand it to a panel. */
export const seriesFrame = ({ refId, name, named, labels, times, values, step }: Series): DataFrame =>
  createDataFrame({
    refId,
    name,
    fields: [
      { name: "Time", type: FieldType.time, values: [...times], config: { interval: step } },
      {
        name: "Value",
        type: FieldType.number,
        values: [...values],
        labels: { ...labels },
        config: named ? { displayNameFromDS: name } : {},
      },
    ],
  });

export const tableFrame = (refId: string, fields: readonly TableField[]): DataFrame =>
  createDataFrame({
    refId,
    fields: fields.map(({ name, type, values }) => ({ name, type: FieldType[type], values: [...values], config: {} })),
  });

/** Grafana's own transformations, one after the other; one that it does not know is an error. */
export async function transformed(
  frames: readonly DataFrame[],
  transformations: readonly TransformationJson[],
  interpolate: (text: string) => string,
): Promise<readonly DataFrame[]> {
  const wanted = transformations.filter(({ disabled }) => !disabled);
  if (wanted.length === 0) return frames;
  const unknown = wanted.find(({ id }) => !standardTransformersRegistry.getIfExists(id));
  if (unknown) throw new Error(`The transformation "${unknown.id}" is none that Grafana publishes`);
  const configs: DataTransformerConfig[] = wanted.map(({ id, options }) => ({ id, options }));
  return firstValueFrom(transformDataFrame(configs, [...frames], { interpolate }));
}
