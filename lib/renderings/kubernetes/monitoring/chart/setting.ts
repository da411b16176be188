/** One value of the chart, with the reason for it. */
export interface Setting {
  /** Where it stands in values.yaml: `prometheus.prometheusSpec.retention`. No key of ours has a dot. */
  readonly at: string;
  readonly value: unknown;
  /** In a line; a comment of values.yaml. */
  readonly why: string;
}

export const setting = (at: string, value: unknown, why: string): Setting => ({ at, value, why });

/** Settings below one place. */
export const under = (place: string, settings: readonly Setting[]): readonly Setting[] =>
  settings.map((one) => ({ ...one, at: `${place}.${one.at}` }));

export type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The values that settings give, nested; a later one takes the place of an earlier one. */
export const valuesOf = (settings: readonly Setting[]): Values =>
  settings.reduce<Values>((values, { at, value }) => placed(values, at.split("."), value), {});

function placed(values: Values, [step, ...rest]: readonly string[], value: unknown): Values {
  if (step === undefined) return values;
  if (rest.length === 0) return { ...values, [step]: value };
  const below = values[step];
  return { ...values, [step]: placed(isValues(below) ? below : {}, rest, value) };
}

/** What stands at a place; undefined where nothing does. */
export const valueAt = (values: Values, at: string): unknown =>
  at.split(".").reduce<unknown>((below, step) => (isValues(below) ? below[step] : undefined), values);
