import { example } from "../example.ts";
import { DESTRUCTION } from "../from-plan.ts";
import type { Policy } from "../policy.ts";
import { holdsData } from "../volume-names.ts";

export const volumeKept: Policy = {
  id: "docker/volume-kept",
  summary: "No plan destroys or replaces a volume that holds data",
  why: "What is in it is gone for good; a replacement has the same name and is empty. Only a waiver for the very volume lets it pass. What is filled from elsewhere may go: volumes whose names begin with configuration- or secrets-.",
  alsoKnownAs: [],
  bad: ["destroy", "replace"].map((action) => example(DESTRUCTION, { type: "docker_volume", action })),
  good: [
    { ...example(DESTRUCTION, { type: "docker_volume", action: "destroy" }), name: "secrets-redis" },
    example(DESTRUCTION, { type: "docker_container", action: "replace" }),
    example("docker_volume", {}),
  ],
  run: ({ type, name, attributes }) =>
    type === DESTRUCTION && attributes["type"] === "docker_volume" && holdsData(name)
      ? [
          {
            message: attributes["action"] === "destroy" ? "its data is destroyed" : "is replaced by an empty volume",
            remedy: "keep the volume, or back it up and waive this until the day of the apply",
          },
        ]
      : [],
};
