import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { text } from "node:stream/consumers";
import { FEATURES } from "../lib/promql/checker/index.ts";
import { command, EXIT } from "./command.ts";
import { CliError } from "./errors.ts";
import { checkerCatalogue } from "./promql/catalogue.ts";
import { judged } from "./promql/judge.ts";
import { page, record } from "./promql/page.ts";
import { inputsOf } from "./promql/read.ts";

const STANDARD_INPUT = "-";

export const check = command({
  description:
    "Judges expressions against the metrics that QuantFlow's services export: those of a Prometheus rule file (.yml), with its texts; of a Grafana dashboard (.json); or one a line. A line may end in `# waive CHECK: reason`. Exit code 1: an error was found.",
  options: {
    json: { type: "boolean", summary: "print {expression, type, labels, unit, problems, where} for each" },
    rule: { type: "boolean", summary: "the lines are of rules, where Grafana's variables do not exist" },
    experimental: { type: "boolean", summary: "the server has every experimental feature of PromQL switched on" },
  },
  arguments: [{ name: "FILE", summary: "what to judge; - or nothing reads lines from standard input", optional: true }],
  examples: [
    { line: "npx quantflow promql check alert.rules.yml", does: "each mistake with its place and its correction" },
    { line: "echo 'rate(up[5m])' | npx quantflow promql check --json", does: "the same for a script" },
  ],
  async run({ root, terminal }, { json, rule, experimental }, [file = STANDARD_INPUT]) {
    const content = file === STANDARD_INPUT ? await text(process.stdin) : contentOf(file);
    const inputs = inputsOf(file, content, rule ? "rule" : "dashboard");
    const found = judged(inputs, checkerCatalogue(root), new Set(experimental ? FEATURES : []));
    if (json) for (const one of found) terminal.print(JSON.stringify(record(one)));
    else terminal.print(page(file, found, terminal.paint));
    const problems = found.flatMap((one) => [...one.problems, ...one.texts]);
    return problems.some(({ severity }) => severity === "error") ? EXIT.failed : EXIT.ok;
  },
});

function contentOf(file: string): string {
  try {
    return readFileSync(resolve(file), "utf8");
  } catch (cause) {
    throw new CliError(
      "promql/unreadable",
      `${file} cannot be read: ${(cause as Error).message}`,
      "Name a rule file (.yml), a dashboard (.json), a file with one expression a line, or - for standard input",
      { cause },
    );
  }
}
