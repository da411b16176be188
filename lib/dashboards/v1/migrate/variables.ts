import { type Json, objectAt, textAt, without } from "../../reading/json.ts";
import type { Tell } from "./step.ts";

/** Variables as Grafana before 8 had them. */
export function variable(json: Json, version: number, tell: Tell): Json {
  const steps = [
    withoutTags,
    ...(version < 23 ? [aligned] : []),
    ...(version < 27 ? [constant] : []),
    ...(version < 29 ? [refreshed] : []),
  ];
  return steps.reduce((one, step) => step(one, tell), json);
}

const TAGS = ["tags", "tagsQuery", "tagValuesQuery", "useTags"];

function withoutTags(json: Json, tell: Tell): Json {
  if (json["useTags"] === true) tell("grouped its values by tags, which Grafana 8 dropped: they are gone");
  return without(json, ...TAGS);
}

/** One value or several, as `multi` says. */
function aligned(json: Json): Json {
  const current = objectAt(json, "current");
  if (Object.keys(current).length === 0 || typeof json["multi"] !== "boolean") return json;
  const form = (value: unknown) => {
    if (json["multi"] === true) return Array.isArray(value) ? value : [value];
    return Array.isArray(value) ? value[0] : value;
  };
  return { ...json, current: { ...current, value: form(current["value"]), text: form(current["text"]) } };
}

/** A constant that everybody could see and change is a text box. */
function constant(json: Json, tell: Tell): Json {
  if (json["type"] !== "constant" || (json["hide"] !== 0 && json["hide"] !== undefined)) return json;
  tell("was a constant in plain sight: it is a text box now");
  const value = textAt(json, "query") ?? "";
  const current = { selected: true, text: value, value };
  return { ...json, type: "textbox", current, options: [current] };
}

/** A query that was asked never, is asked when the dashboard is opened. */
function refreshed(json: Json, tell: Tell): Json {
  if (json["type"] !== "query") return json;
  const isAsked = json["refresh"] === 1 || json["refresh"] === 2;
  if (!isAsked) tell("was read once and kept: it is read when the dashboard is opened now");
  return { ...json, refresh: isAsked ? json["refresh"] : 1, options: [] };
}
