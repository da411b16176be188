import { PLUGINS, type References } from "../references.ts";
import { isObject, type Json, listAt, textAt, without } from "./json.ts";
import type { Repair } from "./reading.ts";

/** What an export for other Grafanas says of itself; Grafana asks its reader about the inputs. */
const EXPORTED = ["__elements", "__inputs", "__requires"];

/**
 * An export with its inputs answered, as whoever imports it into Grafana would: a Prometheus is ours, a constant has
 * the value it was exported with. Other data sources stay as they are named.
 */
export function withoutInputs(
  json: Json,
  references: References,
): { readonly json: Json; readonly repairs: readonly Repair[] } {
  const inputs = listAt(json, "__inputs").filter(isObject);
  const answers = inputs.flatMap((input) => answerTo(input, references));
  const repairs = inputs.map((input) => told(input, answers.find(({ name }) => name === textAt(input, "name"))?.value));
  const texts = new Map(answers.map(({ name, value }) => [`\${${name}}`, value]));
  const bare = without(json, ...EXPORTED);
  return { json: texts.size > 0 ? (replaced(bare, texts) as Json) : bare, repairs };
}

interface Answer {
  readonly name: string;
  readonly value: string;
}

function answerTo(input: Json, { metrics }: References): readonly Answer[] {
  const [name, type] = [textAt(input, "name"), textAt(input, "type")];
  if (name === undefined) return [];
  if (type === "datasource" && textAt(input, "pluginId") === PLUGINS.prometheus) return [{ name, value: metrics.uid }];
  const value = textAt(input, "value");
  return type === "constant" && value !== undefined ? [{ name, value }] : [];
}

const told = (input: Json, answer: string | undefined): Repair => ({
  where: "the dashboard",
  what:
    answer === undefined
      ? `asks for the input ${textAt(input, "name")}, which nothing here answers: it stays as it is named`
      : `asks for the input ${textAt(input, "name")}: it is "${answer}"`,
});

/** Every text with the inputs that it names replaced. */
function replaced(value: unknown, texts: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return value.replace(/\$\{\w+\}/g, (name) => texts.get(name) ?? name);
  if (Array.isArray(value)) return value.map((one) => replaced(one, texts));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, texts)]));
}
