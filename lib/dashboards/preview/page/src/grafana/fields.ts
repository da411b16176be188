import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  type DataFrame,
  FieldConfigOptionsRegistry,
  type FieldConfigPropertyItem,
  type FieldConfigSource,
  type GrafanaTheme2,
  type InterpolateFunction,
  identityOverrideProcessor,
} from "@grafana/data";
import type { FieldConfigJson } from "../data/dashboard.ts";

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

/** As Grafana holds it: the threshold below all others is -Infinity, which JSON cannot say. */
export function fieldConfigOf(json: FieldConfigJson | undefined): FieldConfigSource {
  const { defaults = {}, overrides = [] } = structuredClone(json ?? {}) as Partial<FieldConfigSource>;
  for (const step of defaults.thresholds?.steps ?? []) step.value ??= Number.NEGATIVE_INFINITY;
  return { defaults, overrides };
}

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
