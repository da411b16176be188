import type { Target } from "../../../lib/services/target.ts";
import type { KubernetesGround } from "../../../stacks/environment.ts";

/** By job: a probe asks each address once, everything else has as many targets as its service has replicas. */
export function expectedTargets(
  targets: readonly Target[],
  { replicas }: Pick<KubernetesGround, "replicas">,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { job, at, probe } of targets) {
    const times = probe ? 1 : (replicas[at.service.name] ?? 1);
    counts.set(job, (counts.get(job) ?? 0) + times);
  }
  return counts;
}
