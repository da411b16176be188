import type { Call, Expression } from "../../parse/ast.ts";
import { SIGNATURES, type Signature } from "../../parse/signatures.ts";
import { unknownFunction } from "../../parse/unknown-function.ts";
import { patterns } from "./selector.ts";
import { a, type Type, type Walk } from "./walk.ts";

export function call(node: Call, walk: Walk): Type {
  const signature = SIGNATURES.get(node.name);
  if (!signature) return unknown(node, walk);
  if (signature.experimental) walk.needs("experimental-functions", node.nameSpan, `${node.name}()`);
  count(node, signature, walk);
  for (const index of node.arguments.keys()) argument(node, index, signature, walk);
  return signature.returns;
}

function unknown(node: Call, walk: Walk): Type {
  walk.add(unknownFunction(walk.text, node.nameSpan));
  for (const given of node.arguments) walk.typeOf(given);
  return undefined;
}

function count(
  { name, arguments: given, ...node }: Call,
  { arguments: wanted, optional, most }: Signature,
  walk: Walk,
) {
  const least = wanted.length - optional;
  if (given.length >= least && given.length <= most) return;
  const due = least === most ? `${least}` : given.length < least ? `at least ${least}` : `at most ${most}`;
  const noun = due === "1" ? "argument" : "arguments";
  walk.report("arguments", node, `${name}() takes ${due} ${noun}, not ${given.length}`);
}

function argument(node: Call, index: number, { arguments: wanted, most }: Signature, walk: Walk): void {
  const given = node.arguments[index];
  if (given === undefined) return;
  const isLabels = node.name === "info" && index === 1;
  if (isLabels) infoLabels(given, walk);
  const type = isLabels ? undefined : walk.typeOf(given);
  const due = wanted[Math.min(index, wanted.length - 1)];
  if (index >= most || type === undefined || type === due) return;
  const forgotten = due === "range vector" && given.kind === "selector";
  const ranged = forgotten ? `${walk.text.slice(given.from, given.to)}[5m]` : undefined;
  walk.report("argument", given, `${node.name}() takes ${a(due)} here, not ${a(type)}`, ranged);
}

/** The second argument of info() is no vector but a list of labels, so it may be empty and must have no name. */
function infoLabels(labels: Expression, walk: Walk): void {
  if (labels.kind === "variable") return;
  const braces = walk.text[labels.from] === "{";
  if (labels.kind === "selector" && braces) patterns(labels, walk);
  else walk.report("argument", labels, "info() takes label matchers in braces here, without a metric");
}
