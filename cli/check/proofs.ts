import type { Toolbox } from "../../lib/alerting/mutants/index.ts";
import { failuresOf, filesOf, type Suite, suitesOf } from "../../lib/alerting/proofs/suite.ts";
import { JOBS } from "../../metrics/index.ts";
import { groundOf } from "../../rules/ground.ts";
import { rules } from "../../rules/index.ts";
import { readRecordings } from "../../stacks/recordings.ts";
import { toolbox } from "../promtool/promtool.ts";
import { contentKey } from "../tools/cache.ts";
import type { Part } from "./part.ts";
import { sourcesKey } from "./sources.ts";

const PROCESSES = 2;

/** What every alert means, on the real promtool; what has held before is not run again. */
export const proofs: Part = {
  name: "proofs",
  run: async (context) => {
    const tools = await toolbox(context);
    const key = contentKey(["all hold", tools.promtool.version, sourcesKey(context.root)]);
    const known = await tools.cache.read(key);
    if (known !== undefined) return { looked: known, problems: [] };
    const ground = groundOf(readRecordings());
    const suites = rules({ jobs: JOBS }).flatMap((group) => suitesOf(group, ground));
    const failed = await failures(suites, tools);
    const looked = `${suites.flatMap((suite) => suite.proofs).length} of ${suites.length} rules`;
    if (failed.length === 0) await tools.cache.write(key, looked);
    return { looked, problems: failed.map(([name, said]) => `${name}\n${said}`) };
  },
};

type Failure = readonly [proof: string, said: string];

/** The proofs that do not hold, by a few processes of promtool side by side. */
export async function failures(suites: readonly Suite[], { promtool, cache }: Toolbox): Promise<readonly Failure[]> {
  const open: { readonly suite: Suite; readonly key: string }[] = [];
  for (const suite of suites) {
    const key = contentKey(["holds", promtool.version, ...filesOf([suite]).files.values()]);
    if ((await cache.read(key)) === undefined) open.push({ suite, key });
  }
  const work = async (share: typeof open): Promise<readonly Failure[]> => {
    if (share.length === 0) return [];
    const { files, tests } = filesOf(share.map(({ suite }) => suite));
    const failed = failuresOf(await promtool.test(files, tests));
    const held = share.filter(({ suite }) => !suite.proofs.some(({ name }) => failed.has(name)));
    for (const { key } of held) await cache.write(key, "");
    return [...failed];
  };
  const shares = Array.from({ length: PROCESSES }, (_, process) =>
    open.filter((_, index) => index % PROCESSES === process),
  );
  return (await Promise.all(shares.map(work))).flat();
}
