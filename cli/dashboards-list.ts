import { dashboards } from "../dashboards/index.ts";
import { panelsOf } from "../lib/dashboards/index.ts";
import { FOLDER } from "../stacks/content.ts";
import { command, EXIT } from "./command.ts";
import { table } from "./terminal/table.ts";

export const list = command({
  options: { json: { type: "boolean", summary: "print [{uid, title, panels, folder, question}]" } },
  examples: [
    { line: "npx quantflow dashboards list", does: "what there is to look at, and the question that each answers" },
  ],
  async run({ terminal }, { json }) {
    const rows = dashboards.map((one) => ({
      uid: one.uid,
      title: one.title,
      panels: panelsOf(one).length,
      folder: FOLDER.title,
      question: one.description.split("\n")[0] ?? "",
    }));
    const heading = ["UID", "TITLE", "PANELS", "FOLDER", "QUESTION"];
    const cells = rows.map(({ uid, title, panels, folder, question }) => [uid, title, `${panels}`, folder, question]);
    terminal.print(json ? JSON.stringify(rows) : table([heading, ...cells]));
    return EXIT.ok;
  },
});
