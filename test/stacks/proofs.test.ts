import { expect, it } from "vitest";
import { assemble } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import { renderedFiles } from "../../stacks/files.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";

const testsIn = (environment: keyof typeof environments) =>
  [
    ...renderedFiles(
      assemble({
        environment: environments[environment],
        instance: { prefix: "quantflow", portOffset: 0, directory: "." },
        resolution: UNRESOLVED,
      }),
    ).keys(),
  ].filter((name) => name.startsWith("prometheus/tests/"));

it("a rendering has each alert's proofs, and beside them the rule that they are about, alone", () => {
  const files = testsIn("local");
  expect(files).toContain("prometheus/tests/FeedStale-15s.yml");
  expect(files).toContain("prometheus/tests/rules/FeedStale.yml");
  expect(files).toContain("prometheus/tests/TargetDown-redis-15s.yml");
});

it("a rendering at another pace has none, because the meanings tell of times as they are", () => {
  expect(testsIn("fault")).toEqual([]);
});
