import { expect, it } from "vitest";
import { repository } from "../cli/fixtures.ts";
import { modulesOf } from "../imports/modules.ts";
import { READERS } from "./readers/index.ts";
import { unfuzzed } from "./unfuzzed.ts";

const SOURCES = ["cli", "faults", "lib", "stacks", "main.ts"];

const OURS = "reads what this program has written in the same run";
const COMMITTED = "reads a file of this repository, which is committed and tested";
const GO = "Go's own JSON, after it ended well";
const HELPER = "hands the text on to readers that are fuzzed";

/** Why what these parse is not fuzzed. */
const EXCUSED: Readonly<Record<string, string>> = {
  "cli/main.ts": COMMITTED,
  "cli/images/base.ts": COMMITTED,
  "cli/outdated/pins.ts": COMMITTED,
  "cli/tools/folder.ts": COMMITTED,
  "cli/supply-chain/lock.ts": COMMITTED,
  "cli/check/policies.ts": OURS,
  "cli/stack/content.ts": OURS,
  "cli/stack/synthesis.ts": OURS,
  "cli/terraform/backend.ts": OURS,
  "cli/tools/go.ts": GO,
  "cli/supply-chain/go-licences.ts": GO,
  "cli/supply-chain/govulncheck.ts": GO,
  "cli/backup/restore/secrets.ts": "authenticated with the archive that holds it, which is fuzzed",
  "lib/dashboards/raw.ts": "a quoted name in a path that our code or a read dashboard has",
  "lib/services/foreign-yaml.ts": HELPER,
  "lib/alerting/mutants/rule-file.ts": OURS,
  "lib/dashboards/preview/server/configuration.ts": "written by what starts the preview, and mounted read-only",
  "lib/renderings/grafana/provisioning.ts": OURS,
  "lib/renderings/kubernetes/monitoring/alertmanager.ts": OURS,
  "lib/renderings/kubernetes/monitoring/chart/grafana.ts": OURS,
  "lib/renderings/kubernetes/monitoring/dashboards.ts": OURS,
  "lib/renderings/kubernetes/monitoring/left-out.ts": OURS,
  "lib/renderings/kubernetes/monitoring/rules.ts": OURS,
  "stacks/rendered-rules.ts": OURS,
};

it("everything that parses a text from elsewhere is fuzzed, or says why not", () => {
  const sources = modulesOf(repository, SOURCES).map(({ file }) => file);
  expect(unfuzzed(repository, sources, READERS, EXCUSED).join("\n")).toBe("");
});
