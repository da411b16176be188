import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { settings } from "../../app/settings.ts";
import { statePage } from "../../stacks/state-page.ts";

const PAGE = join(import.meta.dirname, "../../docs/configuration.md");

/** As it would be written into the variable. */
function byDefault(schema: z.ZodType): string {
  if (!schema.safeParse(undefined).success) return "must be set";
  const { defaultValue } = schema.def as { readonly defaultValue?: unknown };
  return defaultValue === undefined ? "" : `\`${String(defaultValue)}\``;
}

const page = `# Configuration of the application

The application reads environment variables, once, at its start. What is wrong is told at once, all of it, and the
process ends with 78 (EX_CONFIG). Secrets are files, one value a line, at most two lines, so that a new one is taken
before the old one is withdrawn; they are read at each use, and a rotated file needs no restart.

| variable | default | what it is |
| --- | --- | --- |
${Object.entries(settings)
  .map(([name, schema]) => `| \`${name}\` | ${byDefault(schema)} | ${schema.description} |`)
  .join("\n")}

${statePage()}`;

describe("the settings", () => {
  it("each say what they are", () => {
    const silent = Object.entries(settings).filter(([, { description = "" }]) => description === "");
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it("stand in docs/configuration.md", async () => {
    await expect(page).toMatchFileSnapshot(PAGE);
  });
});
