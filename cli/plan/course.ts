import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Context } from "../command.ts";
import type { Site } from "../stack/site.ts";

/** How far a stack came in an apply. */
const PROGRESS = ["not begun", "begun", "applied", "had no change"] as const;
export type Progress = (typeof PROGRESS)[number];

/** What an apply has done, kept on disk, so that it is known even when the process was killed. */
export interface Course {
  /** `sealHash` of what is applied. */
  readonly seal: string;
  /** True once everything that the seal asks for was done. */
  readonly complete: boolean;
  /** By stack, in the order of the seal. */
  readonly stacks: Readonly<Record<string, Progress>>;
}

const shape: z.ZodType<Course> = z.object({
  seal: z.string(),
  complete: z.boolean(),
  stacks: z.record(z.string(), z.enum(PROGRESS)),
});

const courseFile = ({ instance }: Pick<Site, "instance">): string => join(instance.directory, "apply.json");

/** Renamed into place: a killed run leaves the last one whole. */
export function writeCourse(site: Pick<Site, "instance">, course: Course): void {
  const path = courseFile(site);
  mkdirSync(site.instance.directory, { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(course, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/** Undefined where nothing was applied yet, or nobody can tell. */
export function readCourse(site: Pick<Site, "instance">): Course | undefined {
  try {
    return shape.parse(JSON.parse(readFileSync(courseFile(site), "utf8")));
  } catch (error) {
    if (
      error instanceof SyntaxError ||
      error instanceof z.ZodError ||
      (error as NodeJS.ErrnoException).code === "ENOENT"
    )
      return undefined;
    throw error;
  }
}

/** Called when a new plan is made: what was left undone stands in that. */
export const forgetCourse = (site: Pick<Site, "instance">): void => rmSync(courseFile(site), { force: true });

/** Tells of an apply that did not come to its end, however it ended. */
export function tellCourse({ terminal }: Pick<Context, "terminal">, site: Pick<Site, "instance">): void {
  const course = readCourse(site);
  if (course === undefined || course.complete) return;
  terminal.tell(`The last apply did not come to its end:\n${inWords(course)}\nA new plan shows what is left to do.`);
}

const WORDS: Readonly<Record<Progress, string>> = {
  "not begun": "not begun",
  begun: "begun and not ended; what was done until then stands in its state",
  applied: "applied",
  "had no change": "had no change",
};

/** A line for each stack. */
export const inWords = ({ stacks }: Course): string =>
  Object.entries(stacks)
    .map(([stack, progress]) => `    ${stack}: ${WORDS[progress]}`)
    .join("\n");

/** What happened to this very seal before, for whoever applies it again; empty when nothing did. */
export function beforeOf(course: Course | undefined, seal: string): string {
  if (course?.seal !== seal) return "";
  return course.complete
    ? "This plan was applied already; a plan is applied once."
    : `This plan was begun to be applied before:\n${inWords(course)}`;
}
