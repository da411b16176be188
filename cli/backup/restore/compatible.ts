import type { ImageSource } from "../../../lib/services/image.ts";
import { versionOf } from "../../../lib/services/image.ts";
import { verdictOf } from "../../../stacks/upgrades.ts";
import { type ImageName, images } from "../../../stacks/versions.ts";
import type { Manifest } from "../archive/manifest.ts";
import type { Kept } from "../kept.ts";

/** What a backup's versions mean to those that run here, a line each. */
export interface Compatibility {
  /** Why its data cannot be read. */
  readonly problems: readonly string[];
  /** What has to be done besides. */
  readonly steps: readonly string[];
}

/** Of the chosen parts alone. */
export function compatibilityOf(
  { versions }: Pick<Manifest, "versions">,
  chosen: readonly Kept[],
  source: ImageSource,
): Compatibility {
  const problems: string[] = [];
  const steps: string[] = [];
  for (const name of new Set(chosen.flatMap(({ services }) => services.map(({ image }) => image as ImageName)))) {
    const [backedUp, running] = [versions[name], versionOf(images[name], source)];
    if (backedUp === undefined) {
      problems.push(`${name}: the backup does not say which version it is of`);
      continue;
    }
    const verdict = verdictOf(name, backedUp, running, "restored");
    if (verdict.kind === "allowed") continue;
    (verdict.kind === "refused" ? problems : steps).push(`${name} ${backedUp} to ${running}: ${verdict.why}`);
  }
  return { problems, steps };
}
