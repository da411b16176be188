import { expect, it } from "vitest";
import { repository } from "../../cli/fixtures.ts";
import { unfuzzed } from "../../fuzz/unfuzzed.ts";
import { modulesOf } from "../../imports/modules.ts";
import { READERS } from "./readers.ts";

/** Why what these parse is not fuzzed here. */
const EXCUSED: Readonly<Record<string, string>> = {
  "app/page/browser/main.ts": "reads in a browser what our own server sends",
  "app/page/script.generated.ts": "reads in a browser what our own server sends",
};

it("everything of the application that parses a text from elsewhere is fuzzed, or says why not", () => {
  const sources = modulesOf(repository, ["app"]).map(({ file }) => file);
  expect(unfuzzed(repository, sources, READERS, EXCUSED).join("\n")).toBe("");
});
