import type { Client } from "./client.ts";
import type { VariableJson } from "./dashboard.ts";
import { messageOf, unknownVariableQuery } from "./errors.ts";
import { either, interpolate } from "./interpolate.ts";
import type { Span } from "./interval.ts";
import { rangeVariables } from "./request.ts";
import { filtered, labelQuery, queryText, sorted } from "./variable-query.ts";
import { type Choice, chosenOf, lookupIn, type Option, optionsWritten, waves } from "./variables.ts";

/**
 * Every variable of a dashboard with what may be chosen in this time, and what is, given what the address asks for.
 * A variable whose values cannot be had says why; the others go on.
 */
export async function choicesOf(
  variables: readonly VariableJson[],
  asked: Readonly<Record<string, readonly string[]>>,
  span: Span,
  client: Pick<Client, "labelValues">,
): Promise<readonly Choice[]> {
  const choices: Choice[] = [];
  for (const wave of waves(variables)) {
    const known = [...choices];
    choices.push(
      ...(await Promise.all(wave.map((variable) => choiceOf(variable, asked[variable.name], known, span, client)))),
    );
  }
  return variables.flatMap(({ name }) => choices.filter(({ variable }) => variable.name === name));
}

async function choiceOf(
  variable: VariableJson,
  asked: readonly string[] | undefined,
  known: readonly Choice[],
  span: Span,
  client: Pick<Client, "labelValues">,
): Promise<Choice> {
  try {
    const options = optionsWritten(variable) ?? (await optionsAsked(variable, known, span, client));
    return { variable, options, chosen: chosenOf(variable, options, asked) };
  } catch (problem) {
    return { variable, options: [], chosen: asked ?? [], problem: messageOf(problem) };
  }
}

async function optionsAsked(
  variable: VariableJson,
  known: readonly Choice[],
  span: Span,
  client: Pick<Client, "labelValues">,
): Promise<readonly Option[]> {
  const text = interpolate(queryText(variable), either(rangeVariables(span), lookupIn(known)), "prometheus");
  const query = labelQuery(text);
  if (query === undefined) throw unknownVariableQuery(variable.name, text);
  const values = await client.labelValues(query.label, query.selector, span);
  return sorted([...new Set(filtered(values, variable.regex))], variable.sort).map((value) => ({ text: value, value }));
}
