import { assemble } from "../../stacks/assemble.ts";
import type { Environment } from "../../stacks/environment.ts";
import { environments } from "../../stacks/environments/index.ts";
import { groundFiles } from "../../stacks/rendered.ts";
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
  run: async () => ({
    looked: `targets, routes and grounds of ${Object.keys(environments).join(", ")}`,
    problems: Object.values(environments).flatMap(environmentProblems),
  }),
};

/** What is wrong with an environment, or with what its ground would be given, each with what to do. */
export const environmentProblems = (environment: Environment): readonly string[] =>
  SOURCES.flatMap((resolution) =>
    refusal(`${environment.name}, images from ${resolution.imageSource.kind}`, () =>
      groundFiles(assemble({ environment, instance: INSTANCE, resolution })),
    ),
  );

function refusal(where: string, work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!isMistake(error)) throw error;
    return [`${where}: ${error.message}\n  ${error.remedy} (${error.code})`];
  }
}
