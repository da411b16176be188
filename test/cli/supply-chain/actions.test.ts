import { describe, expect, it } from "vitest";
import { actionProblems, actionsIn, programsIn } from "../../../cli/supply-chain/actions.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const workflow = (uses: string) =>
  `steps:\n  - uses: ${uses}\n    with:\n      node-version: "24"\n  - uses: ${uses}\n`;

describe("a workflow", () => {
  it("has its actions by commit, each once, with the version beside it", () => {
    expect(actionsIn(workflow(`actions/checkout@${COMMIT} # v7.0.1`))).toEqual([
      { name: "actions/checkout", version: "v7.0.1", commit: COMMIT },
    ]);
  });

  it("is told of an action by a name that its owner may move", () => {
    expect(actionProblems("w.yml", workflow(`actions/checkout@${COMMIT} # v7.0.1`))).toEqual([]);
    expect(actionProblems("w.yml", workflow("actions/checkout@v7"))).toEqual([
      "w.yml uses actions/checkout@v7: name the commit, with the version in a comment beside it",
    ]);
  });

  it("names the programs that it has installed", () => {
    expect(programsIn(workflow("a/b@v1"))).toEqual([{ name: "Node.js", version: "24" }]);
  });
});
