import type { ImageSource } from "../../../lib/services/image.ts";
import { versionOf } from "../../../lib/services/image.ts";
import { verdictOf } from "../../../stacks/upgrades.ts";
import { type ImageName, images } from "../../../stacks/versions.ts";
import type { Manifest } from "../archive/manifest.ts";
import type { Kept } from "../kept.ts";

/** Why what runs here cannot read the chosen parts of a backup, a line each; none where it can. */
export function problemsOf(
  { versions }: Pick<Manifest, "versions">,
  chosen: readonly Kept[],
  source: ImageSource,
): readonly string[] {
  const names = [...new Set(chosen.flatMap(({ services }) => services.map(({ image }) => image as ImageName)))];
  return names.flatMap((name) => {
    const backedUp = versions[name];
    if (backedUp === undefined) return [`${name}: the backup does not say which version it is of`];
    const running = versionOf(images[name], source);
    const verdict = verdictOf(name, backedUp, running, "restored");
    return verdict.kind === "allowed" ? [] : [`${name} ${backedUp} to ${running}: ${verdict.why}`];
  });
}
