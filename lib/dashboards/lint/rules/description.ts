import { panelsOf } from "../../dashboard.ts";
import { onPanels } from "../named.ts";
import type { LintRule } from "../rule.ts";
import { board, panel } from "../sample.ts";

export const description: LintRule = {
  id: "panel/description",
  severity: "error",
  summary: "A panel has a title and says what it shows",
  why: "Who is woken by an alert has never seen the panel. The description says what is drawn and what to think when it looks wrong; the title alone is not enough, and the title twice is no description.",
  bad: [
    board([panel({ title: " " })]),
    board([panel({ description: "" })]),
    board([panel({ title: "Orders that wait", description: "Orders that wait" })]),
  ],
  good: [board([panel()])],
  run: ({ dashboard }) =>
    onPanels(dashboard, ({ title, description, kind, raw }) => {
      // A panel of text is its own description.
      if (kind === "raw" && raw?.["type"] === "text") return [];
      const untitled = title.trim() === "" ? ["has no title: name what it shows"] : [];
      const said = description.trim();
      if (said === "")
        return [...untitled, "has no description: say what it shows and what to think when it looks wrong"];
      const repeats = said.toLowerCase() === title.trim().toLowerCase();
      return [
        ...untitled,
        ...(repeats ? ["repeats its title as description: say what to think when it looks wrong"] : []),
      ];
    }),
};

export const sameTitle: LintRule = {
  id: "panel/same-title",
  severity: "error",
  summary: "No two panels of a dashboard have one title",
  why: "People speak of panels by their titles, in incidents and in reviews.",
  bad: [board([panel({ width: 12 }), { ...panel({ width: 12 }), key: "other" }])],
  good: [board([panel({ width: 12 }), { ...panel({ width: 12, title: "Queue by channel" }), key: "other" }])],
  run: ({ dashboard }) => {
    const titles = panelsOf(dashboard).map(({ title }) => title.trim());
    const twice = new Set(titles.filter((title, at) => title !== "" && titles.indexOf(title) < at));
    return [...twice].map((title) => ({
      where: `panel "${title}"`,
      message: "has the title of another panel: give one of them another",
    }));
  },
};
