import { asRecorded } from "../lib/metrics/declared.ts";
import type { Recording } from "../lib/metrics/recording.ts";
import { vanished, vanishedText } from "../lib/metrics/vanished.ts";
import { catalogue, isOwn } from "../metrics/index.ts";
import { notExported } from "./errors.ts";
import type { Model } from "./model.ts";
import { exporterOf, metricsOf, readRecordings, SCRAPE } from "./recordings.ts";

/** Metrics of others that we declare and that the recording of the version which runs does not have, each as a line. */
export const exportedProblems = (
  { targets }: Pick<Model, "targets">,
  recordings: readonly Recording[],
): readonly string[] =>
  targets.flatMap((target) => {
    const exported = metricsOf(recordings, exporterOf(target));
    if (exported === undefined) return [];
    const declared = asRecorded(catalogue[target.job].filter((metric) => !isOwn(metric)));
    return vanished(declared, { ...metricsOf(recordings, SCRAPE), ...exported })
      .filter((one) => one.kind !== "type" || one.is !== "untyped") // which says nothing about its type
      .map((one) => `job ${target.job}: ${vanishedText(one)}`);
  });

/** Fails when rules and panels could ask for something that nobody exports. */
export function requireExported(model: Pick<Model, "targets">, recordings = readRecordings()): void {
  const problems = exportedProblems(model, recordings);
  if (problems.length > 0) throw notExported(problems);
}
