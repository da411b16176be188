import { pathOf, type Raw, type Step } from "./raw.ts";
import { isObject } from "./reading-json.ts";

/**
 * What `withRaw` must put into `written` to make it `wanted`: one path for each difference, as deep as both have the
 * same shape. Lists of another length are replaced whole. Where `source` has a value at the same path it is taken from
 * there: `wanted` may be a canonical form, that leaves out what only says the same.
 */
export function difference(written: unknown, wanted: unknown, source: unknown = wanted): Raw {
  const found: [string, unknown][] = [];
  collect(written, wanted, source, [], found);
  return Object.fromEntries(found);
}

function collect(written: unknown, wanted: unknown, source: unknown, at: readonly Step[], found: [string, unknown][]) {
  if (isObject(written) && isObject(wanted)) {
    for (const name of Object.keys(written))
      if (!Object.hasOwn(wanted, name)) found.push([pathOf([...at, name]), undefined]);
    for (const name of Object.keys(wanted))
      if (Object.hasOwn(written, name))
        collect(written[name], wanted[name], inside(source, name), [...at, name], found);
      else found.push([pathOf([...at, name]), inside(source, name) ?? wanted[name]]);
  } else if (Array.isArray(written) && Array.isArray(wanted) && written.length === wanted.length)
    for (const [index, one] of written.entries())
      collect(one, wanted[index], inside(source, index), [...at, index], found);
  else if (written !== wanted) found.push([pathOf(at), source ?? wanted]);
}

const inside = (value: unknown, step: Step): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, step)
    ? (value as Readonly<Record<Step, unknown>>)[step]
    : undefined;
