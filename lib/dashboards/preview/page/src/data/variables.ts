import type { VariableJson } from "./dashboard.ts";
import { type Lookup, namesIn } from "./interpolate.ts";
import { queryText } from "./variable-query.ts";

/** What Grafana calls the choice of everything. */
export const ALL = "$__all";

export interface Option {
  readonly text: string;
  readonly value: string;
}

/** A variable with what may be chosen and what is. */
export interface Choice {
  readonly variable: VariableJson;
  readonly options: readonly Option[];
  /** `ALL` alone, or values. */
  readonly chosen: readonly string[];
  /** Why there are no options, where asking for them failed. */
  readonly problem?: string;
}

/** The options that stand in the dashboard itself; undefined where Prometheus must be asked. */
export function optionsWritten(variable: VariableJson): readonly Option[] | undefined {
  const text = queryText(variable);
  switch (variable.type) {
    case "query":
      return undefined;
    case "custom":
    case "interval":
      return text.split(/(?<!\\),/).map((one) => option(one.replaceAll("\\,", ",").trim()));
    default:
      return text === "" ? [] : [{ text, value: text }];
  }
}

/** `text : value`, or a value that is its own text. */
function option(text: string): Option {
  const [, name, value] = /^(.+?)\s:\s(.+)$/s.exec(text) ?? [];
  return name === undefined || value === undefined ? { text, value: text } : { text: name.trim(), value: value.trim() };
}

/**
 * What is chosen of these options: what the address says, else what the dashboard was saved with, as far as it is to be
 * had; else all where that is a choice, else the first. A text box takes any text.
 */
export function chosenOf(variable: VariableJson, options: readonly Option[], asked: readonly string[] | undefined) {
  if (variable.type === "textbox") return asked?.slice(0, 1) ?? options.map(({ value }) => value);
  for (const wanted of [asked, [variable.current?.value ?? []].flat()]) {
    const chosen = possible(variable, options, wanted ?? []);
    if (chosen.length > 0) return chosen;
  }
  if (variable.includeAll) return [ALL];
  return options.slice(0, 1).map(({ value }) => value);
}

function possible({ includeAll, multi }: VariableJson, options: readonly Option[], wanted: readonly string[]) {
  if (includeAll && wanted.some((one) => one === ALL || one === "All")) return [ALL];
  const known = wanted.filter((one) => options.some(({ value }) => value === one));
  return multi ? known : known.slice(0, 1);
}

/** Every variable's value by name. All without an `allValue` are the listed values, and no others. */
export const lookupIn =
  (choices: readonly Choice[]): Lookup =>
  (name) => {
    const choice = choices.find(({ variable }) => variable.name === name);
    if (choice === undefined) return undefined;
    const { variable, options, chosen } = choice;
    const several = variable.multi === true || variable.includeAll === true;
    const text = chosen.map((one) => (one === ALL ? "All" : (options.find(({ value }) => value === one)?.text ?? one)));
    const said = { text, address: chosen };
    if (chosen[0] !== ALL) return { ...said, value: several ? chosen : (chosen[0] ?? ""), several };
    if (variable.allValue) return { ...said, value: variable.allValue, several: false };
    return { ...said, value: options.map(({ value }) => value), several };
  };

/** `var-name=value` of every variable, as links pass them on; All by its own name. */
export const parameters = (choices: readonly Choice[]): string =>
  choices
    .filter(({ variable }) => variable.type !== "constant")
    .flatMap(({ variable, chosen }) => chosen.map((one) => `var-${variable.name}=${encodeURIComponent(one)}`))
    .join("&");

/**
 * Variables in the order in which they can be asked for: each after those that its query uses. Those of one wave need
 * not wait for one another; a circle comes last, together.
 */
export function waves(variables: readonly VariableJson[]): readonly (readonly VariableJson[])[] {
  const found: VariableJson[][] = [];
  let left = [...variables];
  while (left.length > 0) {
    const waiting = new Set(left.map(({ name }) => name));
    const needs = (one: VariableJson) => namesIn(queryText(one)).some((name) => waiting.has(name) && name !== one.name);
    const ready = left.filter((one) => !needs(one));
    const wave = ready.length > 0 ? ready : left;
    found.push(wave);
    left = left.filter((one) => !wave.includes(one));
  }
  return found;
}
