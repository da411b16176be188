import { dashboards } from "../../dashboards/index.ts";
import { waivers } from "../../dashboards/waivers.ts";
import { panelsOf } from "../../lib/dashboards/index.ts";
import { lint, problemText, RULES, unwaived } from "../../lib/dashboards/lint/index.ts";
import { surroundings } from "../dashboards/surroundings.ts";
import type { Part } from "./part.ts";

/** Every dashboard, by every rule; a warning of a dashboard of ours is a problem too. */
export const boards: Part = {
  name: "dashboards",
  run: async ({ root }) => {
    const judgedBy = surroundings(root);
    const problems = dashboards.flatMap((dashboard) => lint({ ...judgedBy, dashboard }));
    const panels = dashboards.flatMap(panelsOf);
    return {
      looked: `${panels.length} panels of ${dashboards.length} dashboards, by ${RULES.length} rules`,
      problems: unwaived(problems, waivers).map(problemText),
    };
  },
};
