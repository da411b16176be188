import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Service } from "../../lib/services/service.ts";
import { everyService } from "../../stacks/services/index.ts";

const folder = join(import.meta.dirname, "../../stacks/services");
const isService = (value: unknown): value is Service =>
  typeof value === "object" && value !== null && "health" in value;
const modules = await Promise.all(
  readdirSync(folder).map((file): Promise<Record<string, unknown>> => import(join(folder, file))),
);
const declared = modules.flatMap((module) => Object.values(module).filter(isService));

test("every service is in the table of contents", () => {
  const listed = everyService.map(({ name }) => name);
  expect([...new Set(declared.map(({ name }) => name))].sort()).toEqual([...listed].sort());
});
