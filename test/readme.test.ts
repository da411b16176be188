import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS } from "../cli/commands.ts";
import { environments } from "../stacks/environments/index.ts";

const root = join(import.meta.dirname, "..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((found) => found[1] as string);
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** What a command needs and what it does is run by test/e2e; here, that every page names things that are there. */
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

describe.each(PAGES)("%s", (file) => {
  const text = read(file);

  test("names npm scripts that are there", () => {
    const named = all(text, /npm (?:run )?([a-z:]+)(?![a-z-]* ci)/g).filter(
      (name) => !["ci", "modules"].includes(name),
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("names quantflow commands that are there", () => {
    const named = all(text, /npx quantflow ([a-z]+(?:-[a-z]+)*(?: [a-z]+)?)/g);
    const known = new Set(COMMANDS.flatMap(({ name }) => [name, name.split(" ")[0]]));
    expect(named.filter((name) => !known.has(name) && !known.has(name.split(" ")[0]))).toEqual([]);
  });

  test("links to files that are there", () => {
    const linked = all(text, /\]\((?!https?:)([^)#]+)\)/g);
    expect(linked.filter((path) => !existsSync(join(root, file, "..", path)))).toEqual([]);
  });
});

test("the README's addresses are the local environment's", () => {
  const named = all(read("README.md"), /<http:\/\/localhost:(\d+)>/g).map(Number);
  const placed = Object.values(environments.local.hostPorts).flatMap((ports) => Object.values(ports));
  // The preview stands in Grafana's place.
  const opened = new Set(placed.filter((port) => port !== environments.local.hostPorts["exchange"]?.["control"]));
  expect(named.sort()).toEqual([...opened].sort());
});

test("the oldest Node that the README and package.json name is the one that the launcher asks for", () => {
  const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
  expect(engines.node).toBe(">=20.18");
  expect(read("README.md")).toContain("Node 20.18");
  expect(read("cli/quantflow.mjs")).toContain("OLDEST_NODE = [20, 18]");
});
