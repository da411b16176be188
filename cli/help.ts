import type { Argument, Command, Options } from "./command.ts";
import type { Entry } from "./commands.ts";
import { table } from "./terminal/table.ts";

const indented = (text: string): string => text.replace(/^/gm, "  ");

/** `quantflow --help` */
export function help(entries: readonly Entry[]): string {
  return [
    "QuantFlow monitoring: the platform, its metrics, alerts and dashboards, from one program.",
    "",
    "Usage: quantflow COMMAND [OPTIONS]",
    "",
    indented(table(entries.map(({ name, summary }) => [name, summary]))),
    "",
    "One command's options and examples: quantflow COMMAND --help",
  ].join("\n");
}

/** `quantflow COMMAND --help` */
export function commandHelp({ name, summary }: Entry, command: Command<Options>): string {
  const options = Object.entries(command.options);
  const parts = (command.arguments ?? []).map(argumentForm);
  return [
    `quantflow ${name}: ${summary}`,
    ...(command.description ? ["", command.description] : []),
    "",
    `Usage: ${["quantflow", name, ...parts, "[OPTIONS]"].join(" ")}`,
    ...section(
      "Arguments",
      (command.arguments ?? []).map((argument) => [argument.name, argument.summary]),
    ),
    ...section("Options", [
      ...options.map(([key, option]) => [optionForm(key, option), optionSummary(option)]),
      ["--help", "show this text"],
    ]),
    ...section(
      "Examples",
      command.examples.map(({ line, does }) => [line, does]),
    ),
  ].join("\n");
}

/** `[FILE]` may be left out, `FILE...` repeated. */
export function argumentForm({ name, optional, repeated }: Argument): string {
  const form = repeated ? `${name}...` : name;
  return optional ? `[${form}]` : form;
}

const section = (title: string, rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : ["", `${title}:`, indented(table(rows))];

const optionForm = (key: string, option: Options[string]): string =>
  option.type === "boolean" ? `--${key}` : `--${key} ${option.placeholder ?? "TEXT"}`;

const optionSummary = (option: Options[string]): string =>
  [
    option.summary,
    option.choices ? `one of ${option.choices.join(", ")}` : undefined,
    option.required ? "required" : undefined,
  ]
    .filter((part) => part !== undefined)
    .join("; ");
