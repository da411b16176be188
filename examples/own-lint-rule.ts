import { type Dashboard, panelsOf } from "../lib/dashboards/index.ts";
import { board, type LintRule, panel } from "../lib/dashboards/lint/index.ts";

/** A rule of a house that reads its dashboards aloud: titles are short. */
export const shortTitles: LintRule = {
  id: "house/short-title",
  severity: "warning",
  summary: "A title has 30 characters at most",
  why: "Longer ones are cut off on a phone, and nobody says them aloud.",
  bad: [board([panel({ title: "Orders that wait, by channel and by warehouse" })])],
  good: [board([panel({ title: "Queue" })])],
  run: ({ dashboard }: { readonly dashboard: Dashboard }) =>
    panelsOf(dashboard)
      .filter(({ title }) => title.length > 30)
      .map(({ title, key }) => ({
        where: `panel "${title}"`,
        panel: key,
        message: `has a title of ${title.length} characters: say it in 30`,
      })),
};
