import type { Upgrade, Verdict } from "./upgrades.ts";
import { images } from "./versions.ts";

const HEAD = `# Upgrades

What becomes of a service's data when its version changes. Made from \`stacks/upgrades.ts\`: for each service the first line that fits
holds. *In place* is \`npm run up\` with another version in \`stacks/versions.ts\`; *from a backup* is \`quantflow restore\`.

- **allowed**: nothing to do.
- **a step**: it goes on, and \`up\` or \`restore\` says what has to be done as well.
- **refused**: \`plan\`, \`up\` and \`restore\` end before anything is changed, with these words.

Before any of them: \`npx quantflow backup\`. docs/updating.md says how each pin is changed.`;

/** docs/upgrades.md */
export function upgradesPage(upgrades: readonly Upgrade[]): string {
  const names = [...new Set(upgrades.map(({ image }) => image))];
  return `${[HEAD, ...names.map((name) => section(name, upgrades)), LABELS, TRIED].join("\n\n")}\n`;
}

function section(name: Upgrade["image"], upgrades: readonly Upgrade[]): string {
  const own = upgrades.filter(({ image }) => image === name);
  const rows = own.map(
    ({ change, inPlace, restored, source }) =>
      `| ${change} | ${words(inPlace)} | ${words(restored)} | ${linked(source)} |`,
  );
  return [
    `## ${name}: ${images[name].summary}`,
    "",
    "| change | in place | from a backup | source |",
    "| --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
}

const words = (verdict: Verdict): string =>
  verdict.kind === "allowed" ? "allowed" : `**${verdict.kind === "step" ? "a step" : "refused"}**: ${verdict.why}`;

const linked = (source: string): string => (source.startsWith("https:") ? `<${source}>` : source);

const LABELS = `## Labels of alerts

What names a label that an alert no longer carries stops matching. Inhibitions and routes: \`npm run check\` and synthesis name them.
Silences, restored ones as well, are not the code's: one that names a label or a value that is gone matches nothing any more, and the alert
speaks again. See them after such a change, in Alertmanager's page: they stay listed as active.`;

const TRIED = `## What was tried

On every run of \`npm run test:full\`: a dump of PostgreSQL 15 into 15 (\`restore.test.ts\`, with an older one refused by \`restore\` and by
\`up\`), a dump of 15 into 17, and 17's refusal of the files of 15 (\`upgrades.test.ts\`). The registry's TimescaleDB, Grafana and Redis 8
are not to be had without their registry, and Prometheus 2 is not built here: what stands here of them is their documentation's.`;
