import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { siteOf } from "../../../cli/stack/site.ts";
import { requireNothingHosted } from "../../../cli/stack/take-down.ts";
import { stateFile } from "../../../stacks/backend.ts";
import { playedContext, temporaryFolder } from "../fixtures.ts";

describe("the deletion of all data", () => {
  /** An instance whose content stack made a folder; its state is a file, as no store of states is to be had. */
  function holding(environment: "local" | "grafana-cloud") {
    const root = temporaryFolder();
    const site = siteOf({ root, variables: {} }, environment);
    const here = { ...site, environment: { ...site.environment, backend: { kind: "local" } as const } };
    mkdirSync(site.instance.directory, { recursive: true });
    const folder = {
      mode: "managed",
      type: "grafana_folder",
      name: "folder",
      instances: [{ attributes: { id: "1" } }],
    };
    writeFileSync(stateFile(site.instance.directory, "content"), JSON.stringify({ version: 4, resources: [folder] }));
    return requireNothingHosted(playedContext({ root }).context, here);
  }

  it("is refused while a hosted Grafana holds what is ours: its state would be forgotten", async () => {
    await expect(holding("grafana-cloud")).rejects.toMatchObject({
      code: "stack/hosted-remains",
      message: expect.stringContaining("still holds 1 objects of grafana-cloud"),
      remedy: expect.stringContaining("npx cdktf destroy content"),
    });
  });

  it("takes what fills a Grafana of ours with its volume", async () => {
    await expect(holding("local")).resolves.toBeUndefined();
  });
});
