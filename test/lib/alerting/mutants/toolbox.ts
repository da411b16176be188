import { toolbox as tools } from "../../../../cli/promtool/promtool.ts";
import type { Cache, Toolbox } from "../../../../lib/alerting/mutants/index.ts";
import { workshop } from "../../../support/tools.ts";

export const noCache: Cache = { read: async () => undefined, write: async () => {} };

/** The pinned promtool; what it has said is kept as `check` keeps it, unless a cache is given. */
export async function toolbox(cache?: Cache): Promise<Toolbox> {
  const given = await tools(workshop);
  return cache ? { ...given, cache } : given;
}
