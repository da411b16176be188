/** docs/dashboards/import.md, made of the seed's dashboard before and after. */
export const importDoc = (before: string, code: string, told: string): string => `# Import

\`npx quantflow dashboards import FILE\` makes TypeScript of any Grafana dashboard: v1 of any schema version, v2, an export, the
answer of Grafana's API; \`-\` reads standard input. Without \`--out\` it prints; \`--out DIR\` writes a file, or for more than a
dozen panels a folder with a file a row; \`--json\` is for scripts. What it does, in this order:

1. **Repairs** what no Grafana of today can show: rows of spans, panels of Angular, data sources by name, missing places, ids and
   uids. Where an old panel is silent, the house's defaults stand. Each repair is listed. Prometheus is the one that there is,
   whatever it was called; other data sources stay as they are.
2. **Prints** what the model has a word for as an engineer would write it. All else stays as \`raw\`, marked by a comment and listed;
   the JSON written from the code equals the repaired JSON in canonical form. A dashboard that \`dashboard()\` would refuse is made by
   \`plainDashboard\`, with the reason above it.
3. **Judges** every query by the [PromQL checks](../checks.md), and its unit beside the panel's. Nothing is changed.

## The first dashboard of QuantFlow

What it was: panels of 2016 without places, in the envelope of an API.

\`\`\`json
${before.trim()}
\`\`\`

What it becomes:

\`\`\`ts
${code.trim()}
\`\`\`

What is told:

\`\`\`text
${told.trim()}
\`\`\`
`;
