import { pathOf, type Raw, type Step } from "./raw.ts";
import { isObject } from "./reading/json.ts";

/**
 * What `withRaw` must put into `written` to make it `wanted`: one path for each difference, as deep as both have the
 * same shape. Lists of another length are replaced whole.
 */
export function difference(written: unknown, wanted: unknown): Raw {
  const found: [string, unknown][] = [];
  collect(written, wanted, [], found);
  return Object.fromEntries(found);
}

function collect(written: unknown, wanted: unknown, at: readonly Step[], found: [string, unknown][]): void {
  if (isObject(written) && isObject(wanted)) {
    const gone = Object.keys(written).filter((name) => !Object.hasOwn(wanted, name));
    found.push(...gone.map((name): [string, unknown] => [pathOf([...at, name]), undefined]));
    for (const name of Object.keys(wanted))
      if (Object.hasOwn(written, name)) collect(written[name], wanted[name], [...at, name], found);
      else found.push([pathOf([...at, name]), wanted[name]]);
  } else if (Array.isArray(written) && Array.isArray(wanted) && written.length === wanted.length)
    for (const [index, one] of written.entries()) collect(one, wanted[index], [...at, index], found);
  else if (written !== wanted) found.push([pathOf(at), wanted]);
}
