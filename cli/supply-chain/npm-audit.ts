import { dirname, join } from "node:path";
import { z } from "zod";
import type { Context } from "../command.ts";
import type { LockedPackage } from "./lock.ts";
import { type Audited, SEVERITIES, type Vulnerability } from "./vulnerability.ts";

/** `npm audit --json`, report version 2. Source: docs.npmjs.com/cli/v11/commands/npm-audit */
const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      nodes: z.array(z.string()),
      via: z.array(
        z.union([z.string(), z.object({ url: z.string(), title: z.string(), severity: z.enum(SEVERITIES) })]),
      ),
    }),
  ),
});
const failure = z.object({ message: z.string() });

/** Asks the registry that npm is configured with what it knows of the packages of a lock. */
export async function npmAudit(
  { root, run, variables, signal }: Pick<Context, "root" | "run" | "variables" | "signal">,
  pin: string,
  packages: readonly LockedPackage[],
): Promise<Audited> {
  const { stdout, stderr } = await run("npm", ["audit", "--json", "--package-lock-only"], {
    directory: join(root, dirname(pin)),
    environment: variables,
    signal,
  });
  const said = jsonOf(stdout);
  const read = report.safeParse(said);
  if (read.success) return { pin, found: found(pin, read.data, packages) };
  const failed = failure.safeParse(said);
  const reason = failed.success ? failed.data.message : stderr.trim().split("\n")[0] || "npm printed nothing";
  return { pin, notChecked: `npm's registry does not answer an audit: ${withoutAddress(reason)}` };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Where npm could not even ask, it prints no JSON; its own words are on the other stream.
    return undefined;
  }
}

const withoutAddress = (text: string): string => text.replace(/\s*-?\s*\b(POST|GET)?\s*https?:\/\/\S+/, "").trim();

const found = (
  pin: string,
  { vulnerabilities }: z.output<typeof report>,
  packages: readonly LockedPackage[],
): readonly Vulnerability[] =>
  Object.entries(vulnerabilities).flatMap(([name, { nodes, via }]) =>
    // A text names the package that it is in, which has an entry of its own.
    via.flatMap((one) => {
      if (typeof one === "string") return [];
      const { url, title, severity } = one;
      return [{ pin, name, id: url.slice(url.lastIndexOf("/") + 1), title, severity, runs: isUsed(nodes, packages) }];
    }),
  );

const isUsed = (nodes: readonly string[], packages: readonly LockedPackage[]): boolean =>
  packages.some(({ path, development }) => nodes.includes(path) && !development);
