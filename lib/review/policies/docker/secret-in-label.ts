import { namesSecret } from "../../secrets/names.ts";
import { blocksOf, textOf } from "../attributes.ts";
import { containers, example } from "../example.ts";
import type { Policy } from "../policy.ts";
import { holdsPrivateKey, isLiteral } from "../secret-values.ts";

export const secretInLabel: Policy = {
  id: "docker/secret-in-label",
  summary: "No secret stands in a label",
  why: "Labels are what everybody may read: the engine lists them, and exporters publish them as labels of metrics.",
  alsoKnownAs: [],
  bad: [
    ...containers({ labels: [{ label: "com.example.token", value: "abc" }] }),
    ...containers({ labels: [{ label: "com.example.jwt", value: "abc" }] }),
    example("docker_volume", { labels: [{ label: "password", value: "hunter2" }] }),
  ],
  good: containers({ labels: [{ label: "com.example.owner", value: "platform" }] }, {}),
  run: ({ attributes }) =>
    blocksOf(attributes, "labels")
      .map((label) => ({ name: textOf(label, "label") ?? "", value: textOf(label, "value") ?? "" }))
      .filter(({ name, value }) => (namesSecret(name) && isLiteral(value)) || holdsPrivateKey(value))
      .map(({ name }) => ({ message: `label ${name} is a secret`, remedy: `remove the label ${name}` })),
};
