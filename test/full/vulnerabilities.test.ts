/** What is known today against everything that is pinned: the real registry and the real database, where they are to be had. */
import { describe, expect, it } from "vitest";
import { run } from "../../cli/run.ts";
import { audits } from "../../cli/supply-chain/audit.ts";
import { ACCEPTED, refused } from "../../cli/supply-chain/vulnerability.ts";
import { playedContext, repository } from "../cli/fixtures.ts";

const { context } = playedContext({ root: repository, run, variables: process.env });
const today = new Date().toISOString().slice(0, 10);

describe("the policy refuses nothing that is known of", () => {
  it.for(audits(context))("$pin", async ({ pin, run: audit }, test) => {
    const audited = await audit();
    if ("notChecked" in audited) return test.skip(`not checked: ${pin}: ${audited.notChecked}`);
    expect(refused(audited.found, ACCEPTED, today)).toEqual([]);
  });
});
