import { relative } from "node:path";
import { printDashboard } from "../lib/dashboards/source/print/index.ts";
import { check } from "../lib/promql/checker/index.ts";
import { referencesIn } from "../stacks/references.ts";
import { command, EXIT } from "./command.ts";
import { contentOf, imported } from "./dashboards/import.ts";
import { importPage, importRecord, nextSteps } from "./dashboards/import-page.ts";
import { targetOf, writeSource } from "./dashboards/import-target.ts";
import { checkerCatalogue } from "./promql/catalogue.ts";
import { ENVIRONMENT_OPTION, siteOf, unprovenModelOf } from "./stack/site.ts";

export const importFile = command({
  description:
    "Makes TypeScript of a Grafana dashboard: v1 of any age, v2, an export or the answer of Grafana's API. Old parts are repaired, and each repair is told; what the model has no word for stays as marked raw JSON; queries are judged, never changed.",
  options: {
    environment: ENVIRONMENT_OPTION,
    out: { type: "string", placeholder: "DIR|FILE.ts", summary: "write it there (default: print it)" },
    uid: { type: "string", placeholder: "UID", summary: "another uid than its own" },
    force: { type: "boolean", summary: "replace files that are there" },
    json: { type: "boolean", summary: "print {uid, title, files, repairs, raw, plugins, library, findings}" },
  },
  arguments: [{ name: "FILE", summary: "the dashboard's JSON; - reads standard input" }],
  examples: [
    {
      line: "npx quantflow dashboards import node-exporter.json --out dashboards",
      does: "a folder in dashboards/, a file a row",
    },
    {
      line: "curl -s $GRAFANA/api/dashboards/uid/abc | npx quantflow dashboards import -",
      does: "the code, to look at",
    },
  ],
  async run(context, { environment, out, uid, force, json }, [file = "-"]) {
    const { root, terminal } = context;
    const catalogue = checkerCatalogue(root);
    const references = referencesIn(unprovenModelOf(siteOf(context, environment)));
    const found = imported(file, await contentOf(file), { references, catalogue, uid });
    const target = targetOf(root, out, found.dashboard.uid.toLowerCase());
    const files = printDashboard(found.dashboard, {
      ...target.how,
      unit: (promql) => check(promql, { catalogue }).unit,
    });
    if (json) {
      const paths = out === undefined ? [] : writeSource(target.folder, files, force);
      terminal.print(JSON.stringify(importRecord(found, files, paths)));
      return EXIT.ok;
    }
    const told = [importPage(found, terminal.paint), nextSteps(found.dashboard, files)].join("\n\n");
    if (out === undefined) {
      terminal.print(files.map(({ text }) => text.trimEnd()).join("\n"));
      terminal.tell(told);
      return EXIT.ok;
    }
    const paths = writeSource(target.folder, files, force).map((path) => relative(process.cwd(), path));
    terminal.print([...paths, "", told].join("\n"));
    return EXIT.ok;
  },
});
