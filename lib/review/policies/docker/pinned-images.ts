import { textOf } from "../attributes.ts";
import { containers, example } from "../example.ts";
import type { Breach, Policy, Resource } from "../policy.ts";

export const pinnedImages: Policy = {
  id: "docker/pinned-images",
  summary: "Every image has a digest, or a tag that names one version",
  why: "latest and 17 are another program tomorrow: nobody reviewed it, and nobody can go back to what ran before.",
  alsoKnownAs: ["CKV_K8S_14", "AVD-KSV-0013"],
  bad: [
    ...["redis", "redis:latest", "redis:8", "postgres:17-alpine", "node:lts", "host:5000/redis"].map((name) =>
      example("docker_image", { name }),
    ),
    ...containers({ image: "redis:stable" }),
  ],
  good: [
    ...["redis:8.2.1", "timescale/timescaledb:2.29.1-pg17", `redis@sha256:${"0a".repeat(32)}`].map((name) =>
      example("docker_image", { name }),
    ),
    ...containers({ image: `sha256:${"0a".repeat(32)}` }, { image: "host:5000/app:7.0-54b8b5024f90" }),
  ],
  run: ({ type, attributes }: Resource) => {
    if (type === "docker_container") return judged(textOf(attributes, "image"));
    return type === "docker_image" ? judged(textOf(attributes, "name")) : [];
  },
};

const DIGEST = /(?:^|@)sha256:[0-9a-f]{64}$/;
// Two numbers of a version, a date or what a build is known by.
const ONE_VERSION = /\d+\.\d+|(?:^|[-_.])(?=[a-f]*\d)[0-9a-f]{7,64}(?:$|[-_.])/;

function judged(image: string | undefined): readonly Breach[] {
  if (image === undefined || DIGEST.test(image)) return [];
  const tag = /:([^:/]+)$/.exec(image)?.[1];
  if (tag !== undefined && ONE_VERSION.test(tag)) return [];
  const found = tag === undefined ? `image ${image} has no tag` : `image ${image} may be another one tomorrow`;
  return [{ message: found, remedy: "name a version to its second number at least, or a digest" }];
}
