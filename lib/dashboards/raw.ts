import { malformedPath } from "./errors.ts";

/**
 * What the model has no word for, as it stands in Grafana's JSON (v1): a path inside the panel, variable or dashboard
 * that carries it, and the value there. `undefined` takes away what the writer would put at that path. A path is
 * `options.legend.calcs` or `targets[0].interval`; a name that is no identifier stands in quotes, `options["a.b"]`.
 */
export interface Raw {
  readonly [path: string]: unknown;
}

export type Step = string | number;
type Node = Record<Step, unknown>;

const STEP = /(?:^|\.)([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** `options.calcs[0]` -> `["options", "calcs", 0]`. Fails on a malformed path. */
export function stepsOf(path: string): readonly Step[] {
  const steps: Step[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (!found) throw malformedPath(path);
    const [, name, index, quoted] = found;
    steps.push(name ?? (index === undefined ? JSON.parse(quoted ?? '""') : Number(index)));
  }
  if (steps.length === 0) throw malformedPath(path);
  return steps;
}

/** The inverse of `stepsOf`. */
export const pathOf = (steps: readonly Step[]): string =>
  steps.map((step, at) => (typeof step === "number" ? `[${step}]` : named(step, at))).join("");

const named = (name: string, at: number): string =>
  /^[A-Za-z_$][\w$-]*$/.test(name) ? (at === 0 ? name : `.${name}`) : `[${JSON.stringify(name)}]`;

/** JSON with raw values put in, in their order; the given JSON is left as it is. */
export function withRaw<T extends object>(json: T, raw: Raw | undefined): T {
  if (raw === undefined) return json;
  const copy = structuredClone(json);
  for (const [path, value] of Object.entries(raw)) put(copy as Node, stepsOf(path), value);
  return copy;
}

function put(root: Node, steps: readonly Step[], value: unknown): void {
  const last = steps.at(-1) as Step;
  let node = root;
  for (const [at, step] of steps.slice(0, -1).entries()) node = inside(node, step, steps[at + 1] as Step);
  if (value !== undefined) define(node, last, value);
  else if (Array.isArray(node)) node.splice(Number(last), 1);
  else delete node[last];
}

/** The object or array at a step, made where there is none. */
function inside(node: Node, step: Step, next: Step): Node {
  const found = Object.hasOwn(node, step) ? node[step] : undefined;
  if (typeof found === "object" && found !== null) return found as Node;
  const made = (typeof next === "number" ? [] : {}) as Node;
  define(node, step, made);
  return made;
}

/** As JSON.parse does: a foreign file may have a property that is named `__proto__`. */
const define = (node: Node, step: Step, value: unknown): void => {
  Object.defineProperty(node, step, { value, writable: true, enumerable: true, configurable: true });
};
