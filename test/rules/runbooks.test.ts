import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../cli/arguments.ts";
import { find } from "../../cli/dispatch.ts";
import { secretsOf } from "../../cli/secrets/contents.ts";
import { check } from "../../lib/promql/checker/index.ts";
import { namesUnder } from "../../lib/renderings/docker/index.ts";
import manifest from "../../package.json" with { type: "json" };
import { assemble } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import { RUNBOOKS, runbooks } from "../../stacks/runbooks.ts";
import { everyService } from "../../stacks/services/index.ts";
import { repository } from "../cli/fixtures.ts";
import { ownCatalogue as catalogue } from "../lib/promql/checker/own.ts";

const all = runbooks({ prefix: "quantflow" });
const text = (alert: string): string => readFileSync(join(repository, RUNBOOKS, `${alert}.md`), "utf8");
/** What each runbook says that looks like this, once: `[alert, found]`. */
const said = (pattern: RegExp): readonly (readonly [string, string])[] =>
  all.flatMap(({ alert }) =>
    [...new Set([...text(alert).matchAll(pattern)].map(([found]) => found.trim()))].map(
      (found) => [alert, found] as const,
    ),
  );

const secretNames = secretsOf(
  assemble({
    environment: environments.encrypted,
    instance: { prefix: "quantflow", portOffset: 0, directory: "" },
    resolution: UNRESOLVED,
  }).services,
).map(({ name }) => name);

describe("a query", () => {
  it.each(all.flatMap(({ alert, queries }) => queries.map((query) => [alert, query] as const)))(
    "of %s is one that the checker accepts: %s",
    (_, query) => {
      const { type, problems } = check(query, { catalogue, context: "dashboard" });
      expect({ type, problems }).toEqual({ type: "instant vector", problems: [] });
    },
  );
});

describe("a command", () => {
  it.each(said(/npx quantflow [a-z][^\n`|#]*/g))("of %s is one that we have: %s", async (_, line) => {
    const request = find(line.split(/\s+/).slice(2));
    if (!request) throw new Error(`there is no such command: ${line}`);
    const command = await request.entry.load();
    const { positionals } = parseCommandLine(request.entry.name, command, request.args);
    // An argument's summary names the values that it may have; secrets have a command for that.
    positionals.forEach((given, index) => {
      const summary = command.arguments?.[index]?.summary ?? "";
      expect(summary.includes("quantflow secrets list") ? secretNames : summary).toContain(given);
    });
  });

  it.each(said(/npm run [a-z:]+/g))("of %s is a script: %s", (_, line) => {
    expect(Object.keys(manifest.scripts)).toContain(line.replace("npm run ", ""));
  });

  const names = namesUnder("quantflow");
  const known = new Set([
    ...everyService.map(({ name }) => name),
    ...everyService.flatMap((service) => [
      names.container(service),
      names.carrier(service),
      names.configuration(service),
      ...(service.volumes ?? []).map(({ volume }) => names.volume(volume)),
    ]),
  ]);
  it.each(said(/\bquantflow-[a-z][a-z-]*[a-z]\b/g))(
    "of %s names something that there is in the engine: %s",
    (_, name) => {
      expect([...known]).toContain(name);
    },
  );
});

describe("a file that a runbook names", () => {
  it.each(said(/`(?:stacks|rules|metrics|app|docs|lib)\/[\w/.-]*`/g))("is there: %s, %s", (_, quoted) => {
    expect(() => readFileSync(join(repository, quoted.slice(1, -1).replace(/\/$/, "/index.ts")))).not.toThrow();
  });
});
