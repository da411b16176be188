import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertmanagerFiles, reach } from "../../../../lib/alerting/routing/index.ts";
import { ALERTMANAGERS } from "../../../../stacks/versions.ts";
import { BUILDING, builtIn } from "../../../support/tools.ts";
import { withFiles } from "../../../support/with-files.ts";
import { label, labelValue, rootRoute } from "./trees.ts";

const labels = fc.dictionary(label, labelValue, { minKeys: 1 });

describe.each(ALERTMANAGERS)("amtool of %s, asked about any tree,", (version) => {
  it(
    "names the receivers that we name",
    async () => {
      const amtool = await builtIn(version, "amtool");
      const property = fc.asyncProperty(rootRoute, labels, async (route, given) => {
        const answer = await withFiles(amtool, alertmanagerFiles({ route, inhibitions: [] }), [
          ...["config", "routes", "test", "--config.file=alertmanager.yml"],
          ...Object.entries(given).map(([name, text]) => `${name}=${JSON.stringify(text)}`),
        ]);
        expect(answer.stdout.trim().split(","), answer.stderr).toEqual(reach(given, route).map(({ name }) => name));
      });
      await fc.assert(property, { numRuns: 60 });
    },
    BUILDING,
  );

  it(
    "reads it with its groups and its time intervals",
    async () => {
      const amtool = await builtIn(version, "amtool");
      const property = fc.asyncProperty(rootRoute, async (route) => {
        const files = alertmanagerFiles({ route, inhibitions: [] });
        const { code, stderr } = await withFiles(amtool, files, ["check-config", "alertmanager.yml"]);
        expect(code, stderr).toBe(0);
      });
      await fc.assert(property, { numRuns: 20 });
    },
    BUILDING,
  );
});
