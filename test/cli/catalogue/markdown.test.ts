import { expect, it } from "vitest";
import { metricsPage } from "../../../cli/catalogue/markdown.ts";
import { CONVENTIONS } from "../../../lib/metrics/conventions/index.ts";
import { listedJobs } from "../../../stacks/catalogue.ts";
import { environments } from "../../../stacks/environments/index.ts";
import { readRecordings } from "../../../stacks/recordings.ts";
import { targets } from "../../../stacks/targets.ts";

it("the page of metrics is made of the catalogue; write it again with vitest -u", async () => {
  const { interval } = environments.local;
  const jobs = listedJobs({ targets: Object.values(targets), interval, recordings: readRecordings() });
  await expect(metricsPage(jobs, CONVENTIONS)).toMatchFileSnapshot("../../../docs/metrics.md");
});
