import { join } from "node:path";
import { z } from "zod";
import type { Context } from "../command.ts";
import { ending, lastLines } from "../tools/errors.ts";
import type { Audited, Vulnerability } from "./vulnerability.ts";

/** One of the messages that `govulncheck -format json` writes. Source: pkg.go.dev/golang.org/x/vuln/internal/govulncheck */
const message = z.object({
  osv: z.object({ id: z.string(), summary: z.string().optional() }).optional(),
  finding: z
    .object({
      osv: z.string(),
      trace: z.array(z.object({ module: z.string(), version: z.string().optional() })),
    })
    .optional(),
});

const EXIT_FOUND = 3;

/** Holds a program that was built from a folder of tools/ against Go's vulnerability database, or the one at `database`. */
export async function govulncheck(
  { root, run, variables, signal }: Pick<Context, "root" | "run" | "variables" | "signal">,
  pin: string,
  program: string,
  database?: string,
): Promise<Audited> {
  const from = database === undefined ? [] : ["-db", database];
  const args = ["-C", join(root, "tools", "govulncheck"), "tool", "govulncheck", "-mode", "binary", "-format", "json"];
  try {
    const outcome = await run("go", [...args, ...from, program], {
      environment: { ...variables, GOWORK: "off", GOFLAGS: "-mod=readonly" },
      signal,
    });
    if (outcome.code === 0 || outcome.code === EXIT_FOUND) return { pin, found: foundIn(pin, outcome.stdout) };
    return { pin, notChecked: `govulncheck gave no answer: ${lastLines(outcome, 1).trim() || ending(outcome)}` };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      return { pin, notChecked: "Go is not installed" };
    throw error;
  }
}

function foundIn(pin: string, stdout: string): readonly Vulnerability[] {
  const texts = stdout.split(/^(?=\{)/m).filter((text) => text.trim() !== "");
  const messages = texts.map((text) => message.parse(JSON.parse(text)));
  const titles = new Map(messages.flatMap(({ osv }) => (osv ? [[osv.id, osv.summary ?? ""] as const] : [])));
  const all = messages.flatMap(({ finding }) => (finding ? [vulnerability(pin, finding, titles)] : []));
  // It tells of a module, then of its packages and functions.
  return [...new Map(all.map((one) => [`${one.id} ${one.name}`, one])).values()];
}

function vulnerability(
  pin: string,
  { osv, trace }: NonNullable<z.output<typeof message>["finding"]>,
  titles: ReadonlyMap<string, string>,
): Vulnerability {
  const [at] = trace;
  return {
    ...{ pin, id: osv, name: at?.module ?? "", title: titles.get(osv) ?? "", severity: "high" },
    // Our programs have no table of symbols, so that nobody can tell which of a module's functions are compiled in.
    runs: true,
  };
}
