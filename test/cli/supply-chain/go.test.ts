import { describe, expect, it } from "vitest";
import { moduleProblems, pinnedModules } from "../../../cli/supply-chain/go.ts";

const GO_MOD = `module quantflow.local/tools/x

go 1.26.0

replace example.org/old => example.org/new v1.2.0

replace (
	example.org/other v1.0.0 => example.org/other v1.0.1
)

tool example.org/a/cmd/a

require example.org/a v1.1.0

require (
	example.org/old v0.0.0 // indirect
	example.org/other v1.0.0 // indirect
)
`;
const GO_SUM = `example.org/a v1.1.0 h1:aaa=
example.org/a v1.1.0/go.mod h1:aam=
example.org/new v1.2.0 h1:nnn=
example.org/new v1.2.0/go.mod h1:nnm=
example.org/other v1.0.1/go.mod h1:oom=
`;

describe("the modules that a folder pins", () => {
  it("are those that it requires, as they are replaced, with the hash of their files", () => {
    expect(pinnedModules(GO_MOD, GO_SUM)).toEqual([
      { path: "example.org/a", version: "v1.1.0", required: "example.org/a", hash: "h1:aaa=" },
      { path: "example.org/new", version: "v1.2.0", required: "example.org/old", hash: "h1:nnn=" },
      { path: "example.org/other", version: "v1.0.1", required: "example.org/other", hash: undefined },
    ]);
  });

  it("have no problem where go.sum names each, or its go.mod where nothing is compiled of it", () => {
    expect(moduleProblems("tools/x", GO_MOD, GO_SUM)).toEqual([]);
  });

  it("are told of when go.sum does not name them in that version", () => {
    expect(moduleProblems("tools/x", GO_MOD, GO_SUM.replaceAll("a v1.1.0", "a v1.0.0"))).toEqual([
      "tools/x/go.sum does not name example.org/a v1.1.0: run go mod tidy there",
    ]);
    expect(moduleProblems("tools/x", GO_MOD, GO_SUM.replaceAll("example.org/a ", "www.example.org/a "))).toHaveLength(
      1,
    );
  });

  it("are told of when one is taken from a folder, which nothing pins", () => {
    const local = GO_MOD.replace("example.org/new v1.2.0", "../new");
    expect(moduleProblems("tools/x", local, GO_SUM)).toEqual([
      "tools/x/go.mod takes a module from ../new: name a release of it",
    ]);
  });
});
