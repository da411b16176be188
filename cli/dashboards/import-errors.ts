import { CliError } from "../errors.ts";

const EXPECTED =
  'Give the JSON of a Grafana dashboard: "Export" of its page, GET /api/dashboards/uid/UID, or a resource of dashboard.grafana.app';

export const unreadableFile = (file: string, cause: Error): CliError =>
  new CliError(
    "dashboards/unreadable",
    `${file} cannot be read: ${cause.message}`,
    `${EXPECTED}; - reads it from standard input`,
    {
      cause,
    },
  );

export const emptyFile = (file: string): CliError => new CliError("dashboards/empty", `${file} is empty.`, EXPECTED);

export const brokenJson = (
  file: string,
  at: { readonly line: number; readonly column: number },
  why: string,
): CliError =>
  new CliError(
    "dashboards/broken-json",
    `${file} is no JSON: line ${at.line}, column ${at.column}: ${why}.`,
    "Export it again; a file that was cut short or edited by hand often ends so",
  );

export const ruleFile = (file: string): CliError =>
  new CliError(
    "dashboards/rule-file",
    `${file} is a rule file of Prometheus, not a dashboard.`,
    `Judge it with: npx quantflow promql check ${file}`,
  );

export const notImportable = (file: string, code: string, message: string): CliError =>
  new CliError(code, `${file}: ${message}`, EXPECTED);

export const malformedUidGiven = (uid: string): CliError =>
  new CliError(
    "dashboards/malformed-uid",
    `--uid "${uid}" is refused by Grafana.`,
    'Use 1 to 40 letters, digits, "-" or "_"',
  );

export const outsideRepository = (out: string, root: string): CliError =>
  new CliError(
    "dashboards/outside-repository",
    `${out} is outside of ${root}: what is imported there would find neither the model nor a reader.`,
    "Name a folder or a file inside: --out dashboards",
  );

export const fileExists = (paths: readonly string[]): CliError =>
  new CliError(
    "dashboards/file-exists",
    `Nothing was written, because ${paths.length === 1 ? "this file is" : "these files are"} there:\n${paths.map((path) => `    ${path}`).join("\n")}`,
    "Name another with --out, or replace with --force",
  );
