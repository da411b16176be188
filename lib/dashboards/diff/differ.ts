import type { References } from "../references.ts";
import { reviewed } from "./review.ts";

type Documents = ReadonlyMap<string, string>;

/** Tells changes of dashboards' JSON, v1 and v2, as a person sees them: `dashboard Feed: panel Latency moved`. */
export const dashboardsDiffer = (references: References) => ({
  format: "Grafana dashboards",
  reads: ({ name, attribute }: { readonly name: string; readonly attribute: string }, text: string): boolean =>
    (attribute === "config_json" || name.endsWith(".json")) && isDashboard(text),
  /** Removed dashboards first, new ones last. Fails with a `SyntaxError` or a `DashboardError` on what is none. */
  describe(before: Documents, after: Documents): readonly string[] {
    const gone = [...before].filter(([name]) => !after.has(name));
    const come = [...after].filter(([name]) => !before.has(name));
    return [
      ...gone.map(([, text]) => `dashboard ${titleOf(text)} removed`),
      ...[...after].flatMap(([name, text]) => changes(before.get(name), text, references)),
      ...come.map(([, text]) => `dashboard ${titleOf(text)} new`),
    ];
  },
});

function changes(before: string | undefined, after: string, references: References): readonly string[] {
  if (before === undefined || before === after) return [];
  const title = titleOf(after);
  return reviewed(before, after, references).map((line) => `dashboard ${title}: ${line}`);
}

/** Asked of every JSON there is, so by what stands in the text, not by reading all of it. */
const isDashboard = (text: string): boolean =>
  /^\s*\{/.test(text) &&
  (/"schemaVersion"\s*:/.test(text) || /"elements"\s*:\s*\{/.test(text) || /"panels"\s*:\s*\[/.test(text));

interface Titled {
  readonly title?: unknown;
  readonly spec?: { readonly title?: unknown };
}

/** v1 has its title outside, v2 in what it specifies. */
function titleOf(text: string): string {
  const { title, spec } = JSON.parse(text) as Titled;
  return `${title ?? spec?.title ?? "without a title"}`;
}
