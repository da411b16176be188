import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Runbook, readRunbook } from "../lib/alerting/runbooks/index.ts";
import type { Instance } from "./instance.ts";
import { servicesIn } from "./profile.ts";
import { scale } from "./profiles/scale/index.ts";

/** Relative to the repository. */
export const RUNBOOKS = "rules/runbooks";
const folder = join(import.meta.dirname, "..", RUNBOOKS);

/** By the prefix that is in them: every environment of an instance asks for the same, and each is a page of Markdown. */
const readBefore = new Map<string, readonly Runbook[]>();

/** Every runbook, by alert name, with the names that containers have here. Throws RunbookError; see its errors.ts. */
export function runbooks(instance: Pick<Instance, "prefix">): readonly Runbook[] {
  const known = readBefore.get(instance.prefix) ?? readAll(instance);
  readBefore.set(instance.prefix, known);
  return known;
}

const readAll = (instance: Pick<Instance, "prefix">): readonly Runbook[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .sort()
    .map((file) => readRunbook(basename(file, ".md"), named(readFileSync(join(folder, file), "utf8"), instance)));

/** They are written for the plain instance; in another, its commands would act on the wrong one. */
const named = (text: string, { prefix }: Pick<Instance, "prefix">): string => text.replace(CONTAINER, `${prefix}-`);

const CONTAINER = new RegExp(
  `\\bquantflow-(?=(?:${servicesIn(scale)
    .map(({ name }) => name)
    .join("|")})\\b)`,
  "g",
);
