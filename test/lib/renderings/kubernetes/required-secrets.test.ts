import { expect, test } from "vitest";
import {
  objectYaml,
  requiredSecrets,
  secretsTable,
  workloadObjects,
} from "../../../../lib/renderings/kubernetes/index.ts";
import { desk, given, store } from "./given.ts";

const { names } = given();

test("Every consumer's Secret is listed, with the keys that it mounts and what they are made of", () => {
  const listed = requiredSecrets(names, [store, desk]);
  expect(listed.map(({ namespace, name, usedBy, keys }) => [namespace, name, usedBy, Object.keys(keys)])).toEqual([
    ["trading", "store-secrets", "store", ["store-password"]],
  ]);
  expect(secretsTable(listed)).toContain("| trading | store-secrets | store-password | store-password | store |");
});

test("No object is a Secret", () => {
  expect(workloadObjects(given()).map(objectYaml).join("---\n")).not.toMatch(/^kind: Secret$/m);
});
