import { join } from "node:path";
import { tests } from "../../../cli/checks.ts";
import { npmAudit } from "../../../cli/supply-chain/npm-audit.ts";
import { readResults } from "../../../faults/results-file.ts";
import { complaintsOf } from "../../../lib/alerting/mutants/trials.ts";
import { ended, fakeRun, playedContext } from "../../cli/fixtures.ts";
import { fileIn, nothing, type Reader } from "../reader.ts";

/** What runs of tests, mutants, audits and faults leave for the next. */
export const RUNS: readonly Reader[] = [
  {
    what: "the report of vitest",
    sources: ["cli/checks.ts"],
    samples: [
      '{"numPassedTests":3,"numFailedTests":0,"numFailedTestSuites":0,"numPendingTests":1,"numTodoTests":0,"success":true}',
    ],
    read(content, folder) {
      const { run } = fakeRun(() => {
        fileIn(join(folder, ".quantflow", "test"), "unit.json", content);
        return ended();
      });
      return tests(playedContext({ root: folder, run }).context, "unit");
    },
  },
  {
    what: "what promtool once said, from the cache",
    sources: ["lib/alerting/mutants/trials.ts"],
    samples: ['[{"rule":1,"kind":"test","text":"x"}]', "[]"],
    read: (content) =>
      complaintsOf([{ interval: "15s", size: 1, rules: () => [], tests: () => ({}) }], {
        promtool: { version: "3", test: async () => ({ code: 0, stdout: "", stderr: "" }) },
        cache: { read: async () => content.toString("utf8"), write: async () => nothing() },
      }),
  },
  {
    what: "what npm knows of weaknesses",
    sources: ["cli/supply-chain/npm-audit.ts"],
    samples: [
      '{"vulnerabilities":{"a":{"nodes":["node_modules/a"],"via":["b",{"url":"https://x/GHSA-1","title":"t","severity":"low"}]}}}',
      '{"message":"no such endpoint"}',
    ],
    read(content, folder) {
      const { run } = fakeRun(() => ended(content.toString("utf8")));
      return npmAudit(playedContext({ root: folder, run }).context, "package-lock.json", []);
    },
  },
  {
    what: "results of faults",
    sources: ["faults/results-file.ts"],
    samples: ["[]"],
    read: (content, folder) => readResults(fileIn(folder, "results.json", content)),
  },
];
