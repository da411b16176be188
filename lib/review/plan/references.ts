import { entriesField, field, isFields, listField, requiredText, textField, texts } from "./shape.ts";

/** A module's configuration and where it is called from. */
interface Scope {
  /** `module.a.` with its dot; empty for the root. */
  readonly prefix: string;
  readonly module: unknown;
  readonly parent?: { readonly scope: Scope; readonly call: unknown };
}

interface Pending {
  readonly scope: Scope;
  readonly reference: string;
}

/** All `references` lists anywhere in an expression or a block of expressions. */
function referencesIn(expressions: unknown): readonly string[] {
  const found: string[] = [];
  const open: unknown[] = [expressions];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (isFields(one)) found.push(...texts(listField(one, "references")));
    if (typeof one === "object" && one !== null) for (const part of Object.values(one)) open.push(part ?? false);
  }
  return found;
}

/** Terraform lists `module.a.url` and then `module.a`; only the first is meant. */
const withoutWholeModules = (references: readonly string[]): readonly string[] =>
  references.filter(
    (one) => !/^module\.[^.[]+(\[.*\])?$/.test(one) || !references.some((other) => other.startsWith(`${one}.`)),
  );

function namedBy(block: unknown, ...expressions: readonly unknown[]): readonly string[] {
  const repeated = [field(block, "count_expression"), field(block, "for_each_expression")];
  const meant = [...expressions, ...repeated].flatMap((one) => withoutWholeModules(referencesIn(one)));
  return [...meant, ...texts(listField(block, "depends_on"))];
}

function childOf(scope: Scope, name: string): Scope | undefined {
  const call = field(field(scope.module, "module_calls"), name);
  const module = field(call, "module");
  return module ? { prefix: `${scope.prefix}module.${name}.`, module, parent: { scope, call } } : undefined;
}

function scopesIn(root: Scope): readonly Scope[] {
  const scopes = [root];
  for (let at = 0; at < scopes.length; at++) {
    const scope = scopes[at] as Scope;
    for (const [name] of entriesField(scope.module, "module_calls")) {
      const child = childOf(scope, name);
      if (child) scopes.push(child);
    }
  }
  return scopes;
}

const resourcesOf = (scope: Scope): readonly string[] =>
  listField(scope.module, "resources").map((one) => scope.prefix + requiredText(one, "address", "configuration"));

const pending = (scope: Scope | undefined, references: readonly string[]): readonly Pending[] =>
  scope ? references.map((reference) => ({ scope, reference })) : [];

/** What a variable stands for: the expression that the module's caller gives it. */
function behindVariable(scope: Scope, name: string): readonly Pending[] {
  const given = field(field(scope.parent?.call, "expressions"), name);
  return pending(scope.parent?.scope, withoutWholeModules(referencesIn(given)));
}

function behindOutput(scope: Scope, name: string): readonly Pending[] {
  const output = field(field(scope.module, "outputs"), name);
  return pending(scope, namedBy(output, field(output, "expression")));
}

/** Where one reference leads: to resources, or to further references. */
function follow({ scope, reference }: Pending): {
  readonly resources: readonly string[];
  readonly next: readonly Pending[];
} {
  const [first = "", second = "", third] = reference.replace(/\[[^\]]*\]/g, "").split(".");
  if (first === "var") return { resources: [], next: behindVariable(scope, second) };
  if (first === "module") {
    const child = childOf(scope, second);
    if (!child) return { resources: [], next: [] };
    if (third !== undefined) return { resources: [], next: behindOutput(child, third) };
    return { resources: scopesIn(child).flatMap(resourcesOf), next: [] };
  }
  const address = first === "data" ? `data.${second}.${third}` : `${first}.${second}`;
  return { resources: [scope.prefix + address], next: [] };
}

/** The resources that references lead to, through variables and outputs; each followed once, so a circle ends. */
function resourcesBehind(start: readonly Pending[], known: ReadonlySet<string>): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = [...start];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const key = `${one.scope.prefix} ${one.reference}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const { resources, next } = follow(one);
    for (const resource of resources) if (known.has(resource)) found.add(resource);
    open.push(...next);
  }
  return [...found].sort();
}

/** What the module's calls, up to the root, name for all that is in it. */
function namedByCalls(scope: Scope): readonly Pending[] {
  const { parent } = scope;
  return parent ? [...pending(parent.scope, namedBy(parent.call)), ...namedByCalls(parent.scope)] : [];
}

/**
 * From the plan's `configuration`: address of a resource (without index) -> those that it refers to or names in
 * `depends_on`, through variables and outputs of modules. Terraform leaves `local` values out of its JSON, so that what
 * is referred to through one is not found.
 */
export function referencesOf(configuration: unknown): ReadonlyMap<string, readonly string[]> {
  const scopes = scopesIn({ prefix: "", module: field(configuration, "root_module") });
  const known = new Set(scopes.flatMap(resourcesOf));
  const references = new Map<string, readonly string[]>();
  for (const scope of scopes) {
    const around = namedByCalls(scope);
    for (const resource of listField(scope.module, "resources")) {
      const address = scope.prefix + textField(resource, "address");
      const named = pending(scope, namedBy(resource, field(resource, "expressions")));
      references.set(
        address,
        resourcesBehind([...named, ...around], known).filter((one) => one !== address),
      );
    }
  }
  return references;
}
