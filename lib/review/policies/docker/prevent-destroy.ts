import { blocksOf } from "../attributes.ts";
import { example } from "../example.ts";
import type { Policy } from "../policy.ts";
import { holdsData } from "../volume-names.ts";

const volume = (name: string, lifecycle: { prevent_destroy: boolean }[]) => ({
  ...example("docker_volume", { lifecycle }),
  name,
});

export const preventDestroy: Policy = {
  id: "docker/prevent-destroy",
  summary: "Every volume that holds data has prevent_destroy",
  why: "Terraform then refuses to destroy it, whatever the plan. What is filled from elsewhere may go: volumes whose names begin with configuration- or secrets-.",
  alsoKnownAs: [],
  bad: [volume("data", []), volume("data", [{ prevent_destroy: false }])],
  good: [volume("data", [{ prevent_destroy: true }]), volume("secrets-redis", []), example("docker_volume", {})],
  run: ({ type, name, attributes }) => {
    // Only a configuration tells the lifecycle; a plan never does.
    const isJudged = type === "docker_volume" && "lifecycle" in attributes && holdsData(name);
    if (!isJudged || blocksOf(attributes, "lifecycle").some((one) => one["prevent_destroy"] === true)) return [];
    return [{ message: "nothing keeps Terraform from destroying it", remedy: "set lifecycle.prevent_destroy" }];
  },
};
