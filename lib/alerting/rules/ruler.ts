/**
 * Rules for a ruler that others run (Mimir, Grafana Cloud, Cortex), a group a document.
 * Source: grafana.com/docs/mimir/latest/references/http-api, "Set rule group".
 */
import { parse, stringify } from "yaml";
import { z } from "zod";
import { duration, parseDuration } from "../../metrics/duration.ts";
import type { Duration } from "../../metrics/units.ts";
import { foreignYaml } from "../../services/foreign-yaml.ts";
import { type RuleFileOptions, rulesOf } from "./file.ts";
import type { Group } from "./group.ts";

/** What a group is written with beside what stands in its rule file. */
export interface RulerOptions extends RuleFileOptions {
  /** A ruler has no global evaluation interval, and a default of its own: so each group says it. */
  readonly interval: Duration;
  /** What Prometheus adds to an alert on its way to Alertmanager, and a ruler only where the rule says it. */
  readonly externalLabels?: Readonly<Record<string, string>>;
}

/** A group under its name. Two are the same when their `canonical` texts are. */
export interface RulerGroup {
  readonly name: string;
  /** The YAML that is sent; every expression stands in it as in the rule file, to the byte. */
  readonly text: string;
}

export const rulerGroups = (groups: readonly Group[], options: RulerOptions): readonly RulerGroup[] =>
  groups.map((group) => ({ name: group.name, text: rulerGroup(group, options) }));

function rulerGroup(group: Group, { interval, externalLabels = {}, ...options }: RulerOptions): string {
  const rules = rulesOf(group, options).map((rule) =>
    // As there: what a rule says itself is not overwritten.
    "alert" in rule ? { ...rule, labels: { ...externalLabels, ...rule.labels } } : rule,
  );
  const written = { name: group.name, interval: duration(interval), rules };
  return stringify(written, { lineWidth: 0, aliasDuplicateObjects: false });
}

const listed = z.record(z.string(), z.array(z.looseObject({ name: z.string() })));

/**
 * The groups of one namespace in a ruler's answer to "list rule groups", which is YAML by namespace. Fails with an error
 * of zod's or a `SyntaxError` on what is none.
 */
export const readRulerGroups = (answer: string, namespace: string): readonly RulerGroup[] =>
  (listed.parse(foreignYaml(answer) ?? {})[namespace] ?? []).map((group) => ({
    name: group.name,
    text: stringify(group, { lineWidth: 0, aliasDuplicateObjects: false }),
  }));

/**
 * What a group says, however it is written: a ruler orders keys anew, spells durations its own way and leaves out what is
 * empty. Anything else that differs makes another text, fields that we never write included.
 */
export const canonical = ({ text }: RulerGroup): string => JSON.stringify(ordered(parse(text)));

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const DURATIONS = new Set(["interval", "for", "keep_firing_for", "query_offset", "evaluation_delay"]);

function ordered(value: Json, key = ""): Json {
  if (Array.isArray(value)) return value.map((one: Json) => ordered(one));
  if (value === null || typeof value !== "object") return DURATIONS.has(key) ? seconds(value) : value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, one]): [string, Json] => [name, ordered(one, TEXTS.has(key) ? "" : name)])
      .filter(([, one]) => !isEmpty(one))
      .sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}

/** Their keys are labels and annotations, whatever they are called. */
const TEXTS = new Set(["labels", "annotations"]);

const seconds = (value: Json): Json => (typeof value === "string" ? (parseDuration(value) ?? value) : value);

/** A duration of nothing is what is not there. */
const isEmpty = (value: Json): boolean =>
  value === null || value === 0 || (typeof value === "object" && Object.keys(value).length === 0);
