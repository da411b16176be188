import { join } from "node:path";
import { repository } from "../e2e/clone.ts";

/** A pull request in miniature, of docs/ci/examples. */
export interface Example {
  /** Its folder. */
  readonly name: string;
  /** Of the pull request, and so of the comment. */
  readonly title: string;
  /** What the review of its plan ends with. */
  readonly exitCode: number;
  readonly diff: string;
  readonly comment: string;
  /** Its plan, as `terraform show -json` gave it, without what does not change. */
  readonly plan: string;
}

const example = (name: string, title: string, plan: string): Example => {
  const folder = join(repository, "docs", "ci", "examples", name);
  return {
    name,
    title,
    exitCode: 2,
    diff: join(folder, "change.diff"),
    comment: join(folder, "comment.md"),
    plan: join(repository, "test", "cli", "review", "plans", `${plan}.json`),
  };
};

export const EXAMPLES: readonly Example[] = [
  example("raise-a-threshold", "Stale prices call after 60 s", "threshold"),
  example("bump-postgresql", "PostgreSQL 16", "image"),
  example("rename-a-service", "node-exporter is called host-exporter", "rename"),
];

export interface Words {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** The numbers and names that a diff takes away, and those that it brings. */
export function wordsOf(diff: string): Words {
  const [removed, added] = [/^-(?!--)(.*)$/gm, /^\+(?!\+\+)(.*)$/gm].map(
    (line) => new Set([...diff.matchAll(line)].flatMap(([, text = ""]) => text.match(WORD) ?? [])),
  ) as [Set<string>, Set<string>];
  return {
    removed: [...removed].filter((word) => !added.has(word)),
    added: [...added].filter((word) => !removed.has(word)),
  };
}

const WORD = /[A-Za-z]+(?:-[A-Za-z]+)*|\d+/g;
