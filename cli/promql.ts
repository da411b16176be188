import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { text } from "node:stream/consumers";
import { FEATURES, check as judge } from "../lib/promql/checker/index.ts";
import { command, EXIT } from "./command.ts";
import { CliError } from "./errors.ts";
import { checkerCatalogue } from "./promql/catalogue.ts";
import { page, record } from "./promql/page.ts";

const STANDARD_INPUT = "-";

export const check = command({
  description:
    "Reads one expression a line and judges it against the metrics that QuantFlow's services export. A line may end in `# waive CHECK: reason`. Exit code 1: an error was found.",
  options: {
    json: { type: "boolean", summary: "print {expression, type, labels, unit, problems} for each line" },
    rule: { type: "boolean", summary: "the expressions are of rules, where Grafana's variables do not exist" },
    experimental: { type: "boolean", summary: "the server has every experimental feature of PromQL switched on" },
  },
  arguments: [{ name: "FILE", summary: "the expressions; - or nothing reads standard input", optional: true }],
  examples: [
    { line: "npx quantflow promql check expressions.txt", does: "each mistake with its place and its correction" },
    { line: "echo 'rate(up[5m])' | npx quantflow promql check --json", does: "the same for a script" },
  ],
  async run({ root, terminal }, { json, rule, experimental }, [file = STANDARD_INPUT]) {
    const catalogue = checkerCatalogue(root);
    const features = new Set(experimental ? FEATURES : []);
    const lines = linesOf(file === STANDARD_INPUT ? await text(process.stdin) : contentOf(file));
    const judged = lines.map((expression) => ({
      expression,
      ...judge(expression, { catalogue, features, context: rule ? "rule" : "dashboard" }),
    }));
    if (json) for (const one of judged) terminal.print(JSON.stringify(record(one)));
    else terminal.print(page(judged, terminal.paint));
    const failed = judged.some(({ problems }) => problems.some(({ severity }) => severity === "error"));
    return failed ? EXIT.failed : EXIT.ok;
  },
});

/** The line break at the end begins no further line. */
const linesOf = (content: string): readonly string[] => content.replace(/\r?\n$/, "").split(/\r?\n/);

function contentOf(file: string): string {
  try {
    return readFileSync(isAbsolute(file) ? file : join(process.cwd(), file), "utf8");
  } catch (cause) {
    throw new CliError(
      "promql/unreadable",
      `${file} cannot be read: ${(cause as Error).message}`,
      "Name a file with one expression a line, or - for standard input",
      { cause },
    );
  }
}
