import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { strangers } from "../../../cli/doctor/instance.ts";
import { modelOf, siteOf } from "../../../cli/stack/site.ts";
import { stateFile } from "../../../stacks/backend.ts";
import { ended, fakeRun, playedContext, temporaryFolder } from "../fixtures.ts";

describe("whose containers bear our names", () => {
  /** What doctor says of an instance with this state, where the engine has no container. */
  function examined(environment: string, state?: string) {
    const root = temporaryFolder();
    const site = siteOf({ root, variables: {} }, environment);
    const file = stateFile(site.instance.directory, "platform");
    mkdirSync(site.instance.directory, { recursive: true });
    if (state !== undefined) writeFileSync(file, state);
    const { run } = fakeRun((args) => ended(args[0] === "version" ? '{"terraform_version": "1.11.4"}' : "[]"));
    return { file, finding: strangers(playedContext({ root, run }).context, site, modelOf(site)) };
  }

  it("is nobody's, where there are none", async () => {
    expect(await examined("local").finding).toMatchObject({ state: "good", what: "Names" });
  });

  it("cannot be told from a damaged state, which is a finding and ends no examination", async () => {
    const { file, finding } = examined("local", '{"version": 4, "resou');
    expect(await finding).toMatchObject({ state: "bad", what: "State", found: expect.stringContaining(file) });
  });

  it("cannot be told where nothing says where the state is", async () => {
    expect(await examined("docker").finding).toMatchObject({
      state: "bad",
      what: "State",
      remedy: expect.stringContaining("PG_CONN_STR="),
    });
  });
});
