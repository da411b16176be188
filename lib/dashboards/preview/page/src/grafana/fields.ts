import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  type DataFrame,
  FieldColorModeId,
  FieldConfigOptionsRegistry,
  type FieldConfigPropertyItem,
  type FieldConfigSource,
  type GrafanaTheme2,
  type InterpolateFunction,
  identityOverrideProcessor,
  type ThresholdsConfig,
  ThresholdsMode,
} from "@grafana/data";
import type { FieldConfigJson } from "../data/dashboard.ts";

export { FieldColorModeId };

/** Each field with its unit, colour, thresholds, names and links, by the panel's defaults and overrides. */
export function withConfig(
  frames: readonly DataFrame[],
  config: FieldConfigSource,
  theme: GrafanaTheme2,
  timeZone: string,
  replaceVariables: InterpolateFunction,
): DataFrame[] {
  const applied = applyFieldOverrides({
    data: [...frames],
    fieldConfig: config,
    fieldConfigRegistry: registryOf(config),
    theme,
    timeZone,
    replaceVariables,
  });
  // The table shows the names that are remembered here, and no others.
  cacheFieldDisplayNames(applied);
  return applied;
}

/**
 * As Grafana holds it: with its defaults, and -Infinity as the threshold below all others, which JSON cannot say.
 * `colors` is how the panel's type colours what says nothing of colours.
 */
export function fieldConfigOf(json: FieldConfigJson | undefined, colors: FieldColorModeId): FieldConfigSource {
  const { defaults: given = {}, overrides = [] } = structuredClone(json ?? {}) as Partial<FieldConfigSource>;
  const defaults = { thresholds: ALL_GREEN(), color: { mode: colors }, ...given };
  for (const step of defaults.thresholds.steps) step.value ??= Number.NEGATIVE_INFINITY;
  return { defaults, overrides };
}

const ALL_GREEN = (): ThresholdsConfig => ({
  mode: ThresholdsMode.Absolute,
  steps: [{ value: Number.NEGATIVE_INFINITY, color: "green" }],
});

/**
 * Grafana applies only the properties that a panel's plug-in has registered, and the plug-ins are not published: here
 * every property that the panel names is one, taken as it stands.
 */
function registryOf({ defaults, overrides }: FieldConfigSource): FieldConfigOptionsRegistry {
  const { custom = {}, ...standard } = defaults;
  const named = overrides.flatMap(({ properties }) => properties.map(({ id }) => id));
  const ids = [...Object.keys(standard), ...Object.keys(custom).map((name) => `custom.${name}`), ...named];
  return new FieldConfigOptionsRegistry(() => [...new Set(ids)].map(property));
}

const property = (id: string): FieldConfigPropertyItem => ({
  id,
  path: id.replace(/^custom\./, ""),
  isCustom: id.startsWith("custom."),
  name: id,
  process: identityOverrideProcessor,
  shouldApply: () => true,
  editor: () => null,
  override: () => null,
});
