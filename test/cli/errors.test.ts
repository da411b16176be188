import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { repository } from "./fixtures.ts";

const CODE = /new CliError\(\s*"([^"]+)"/g;

const files = readdirSync(join(repository, "cli"), { recursive: true, encoding: "utf8" }).filter((path) =>
  /(^|\/)errors\.ts$/.test(path),
);
const codes = files.flatMap((path) =>
  [...readFileSync(join(repository, "cli", path), "utf8").matchAll(CODE)].map(([, code = ""]) => code),
);

it("gives every failure a code of its own, which scripts can rely on", () => {
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  expect(codes.filter((code) => !/^([a-z]+\/[a-z-]+|interrupted)$/.test(code))).toEqual([]);
});
