import type { Environment } from "../environment.ts";
import { unknownEnvironment } from "../errors.ts";
import { environments } from "./all.ts";

/** Fails with the known names when there is no such environment. */
export function environmentNamed(name: string): Environment {
  const found = Object.values(environments).find((environment) => environment.name === name);
  if (!found) throw unknownEnvironment(name, Object.keys(environments));
  return found;
}
