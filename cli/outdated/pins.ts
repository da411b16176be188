import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Image, localOf, registryOf } from "../../lib/services/image.ts";
import { CHART, imageNames, images, tools } from "../../stacks/versions.ts";
import type { Pin } from "./pin.ts";

/** Every folder that names npm packages, from the repository's top. */
export const NPM_FOLDERS: readonly string[] = [
  ".",
  "images/mail",
  "images/node",
  "images/node-red",
  "lib/dashboards/preview/page",
  "tools/prometheus/ui",
  "tools/provider-grafana",
];

const versions = z.record(z.string(), z.string()).default({});
const manifest = z.object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions });

/** Packages that package.json names itself; what those bring is the lock file's. */
export const npmPins = (root: string): readonly Pin[] =>
  NPM_FOLDERS.flatMap((folder) => {
    const where = join(folder, "package.json");
    const read = manifest.parse(JSON.parse(readFileSync(join(root, where), "utf8")));
    return Object.entries({ ...read.dependencies, ...read.devDependencies, ...read.optionalDependencies }).map(
      ([name, pinned]): Pin => ({ kind: "npm", name, pinned, where }),
    );
  });

export const goPins: readonly Pin[] = Object.entries(tools).map(([folder, { module, pinned }]) => ({
  kind: "go",
  name: module,
  pinned,
  where: `tools/${folder}`,
}));

/** Helm's charts stand in a registry of images too. */
const CHART_REPOSITORY = "ghcr.io/prometheus-community/charts/kube-prometheus-stack";

export const imagePins: readonly Pin[] = [
  ...imageNames.flatMap((name): Pin[] => {
    const registry = registryOf(images[name]);
    return registry
      ? [{ kind: "image", name: registry.repository, pinned: registry.tag, where: "stacks/versions.ts" }]
      : [];
  }),
  { kind: "image", name: CHART_REPOSITORY, pinned: CHART.version, where: "stacks/versions.ts" },
];

/** Whose upstream version a local image is called by; everything else of Debian is taken as it is on the day of a build. */
const DEBIAN_PACKAGES = { toolbox: "busybox-static", redis: "redis-server", timescaledb: "postgresql-15" } as const;

export const debianPins: readonly Pin[] = Object.entries(DEBIAN_PACKAGES).map(([name, debian]) => {
  const image: Image = images[name as keyof typeof DEBIAN_PACKAGES];
  return { kind: "debian", name: debian, pinned: localOf(image)?.version ?? "", where: `images/${name}` };
});

/** Every pin of the repository, kind by kind. */
export const everyPin = (root: string): readonly Pin[] => [...npmPins(root), ...goPins, ...imagePins, ...debianPins];
