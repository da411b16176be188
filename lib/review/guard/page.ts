import type { ResourceChange } from "../plan/plan.ts";
import type { Value } from "../plan/value.ts";
import type { Lie } from "./lie.ts";

const INTRODUCTION = `# What providers do not do

Where a provider's plan says one thing and its apply does another. \`npx quantflow review\` warns where one of these stands in a
plan; \`npx quantflow drift\` is quiet where nothing but a perpetual difference is left. Each has its source: the provider's
issue, or our own test.`;

/** The lies as a page for readers, in Markdown. */
export const liesPage = (lies: readonly Lie[]): string => `${[INTRODUCTION, ...lies.map(section)].join("\n\n")}\n`;

const section = ({ id, kind, summary, source, bad, good, run }: Lie): string =>
  [
    `## ${id}`,
    `${summary}.`,
    `Kind: ${kind}. Source: ${source}.`,
    `Warned of:\n\n${block(bad)}`,
    `The warning:\n\n${bad.map((change) => `> ${run(change)}`).join("\n")}`,
    `Not of:\n\n${block(good)}`,
  ].join("\n\n");

const block = (changes: readonly ResourceChange[]): string => `\`\`\`text\n${changes.map(line).join("\n")}\n\`\`\``;

const line = ({ action, address, before, after }: ResourceChange): string =>
  `${action} ${address}: ${[before, after]
    .filter((side) => side !== null)
    .map(print)
    .join(" -> ")}`;

const print = (value: Value): string => JSON.stringify(value);
