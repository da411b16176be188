import { assemble } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import type { Resolution } from "../../stacks/resolution.ts";
import { isMistake } from "../errors.ts";
import { INSTANCE } from "./instance.ts";
import type { Part } from "./part.ts";

export const SOURCES: readonly Resolution[] = [
  { imageSource: { kind: "registry" }, available: [] },
  { imageSource: { kind: "local" }, available: [] },
];

/** What synth refuses, in every environment: with all services, and with those whose images are to be had without a registry. */
export const everyEnvironment: Part = {
  name: "environments",
  run: async () => {
    const problems = Object.values(environments).flatMap((environment) =>
      SOURCES.flatMap((resolution) =>
        refusal(`${environment.name}, images from ${resolution.imageSource.kind}`, () =>
          assemble({ environment, instance: INSTANCE, resolution }),
        ),
      ),
    );
    return { looked: `targets and routes of ${Object.keys(environments).join(", ")}`, problems };
  },
};

function refusal(where: string, work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!isMistake(error)) throw error;
    return [`${where}: ${error.message}\n  ${error.remedy} (${error.code})`];
  }
}
