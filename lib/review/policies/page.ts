import type { Policy, Resource } from "./policy.ts";

const INTRODUCTION = `# Policies

What must hold of every resource, judged in the synthesized configuration and again in the plan. What only the apply will
tell is left to the plan that knows it. A breach is refused with exit code 3, unless a waiver in \`stacks/waivers.ts\` says
why it stands, who answers for it and until when; a waiver that has ended, or that excuses nothing, is refused as well.
An id of the CIS Docker Benchmark (v1.6.0), checkov (\`CKV_\`) or trivy (\`AVD-\`) names the same check there.`;

/** The policies as a page for readers, in Markdown. */
export const policiesPage = (policies: readonly Policy[]): string =>
  `${[INTRODUCTION, ...policies.map(section)].join("\n\n")}\n`;

const section = ({ id, summary, why, alsoKnownAs, bad, good }: Policy): string =>
  [
    `## ${id}`,
    `${summary}. ${why}`,
    ...(alsoKnownAs.length === 0 ? [] : [`Also known as: ${alsoKnownAs.join(", ")}.`]),
    `Refused:\n\n${block(bad)}`,
    `Allowed:\n\n${block(good)}`,
  ].join("\n\n");

const block = (examples: readonly Resource[]): string => `\`\`\`text\n${examples.map(line).join("\n")}\n\`\`\``;

const line = ({ address, type, name, attributes }: Resource): string => {
  const called = name === "example" ? type : `${address.split(".")[0]}.${name}`;
  return `${called} ${JSON.stringify(attributes)}`;
};
