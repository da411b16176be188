import { parseArgs } from "node:util";
import type { Command, Option, Options, Values } from "./command.ts";
import { badOptionValue, missingOption, unknownOption, wrongArguments } from "./errors.ts";
import { argumentForm } from "./help.ts";
import { nearest } from "./terminal/nearest.ts";

export interface Parsed<O extends Options> {
  readonly values: Values<O>;
  readonly positionals: readonly string[];
}

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

/** True when the help is asked for, wherever `--help` or `-h` stands before a `--`. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? args.length : end).some((argument) => argument === "--help" || argument === "-h");
}

/** The command line against the command's definition; a CliError names the first thing that is wrong. */
export function parseCommandLine<O extends Options>(
  name: string,
  command: Command<O>,
  args: readonly string[],
): Parsed<O> {
  const types = Object.fromEntries(Object.entries(command.options).map(([key, { type }]) => [key, { type }]));
  const { tokens, positionals } = parseArgs({
    args: [...args],
    options: types,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, string | boolean> = {};
  for (const [key, option] of Object.entries(command.options)) if (option.type === "boolean") values[key] = false;
  for (const token of tokens)
    if (token.kind === "option") values[token.name] = checkedValue(name, command.options, token);
  requireAll(name, command, values, positionals);
  // What was checked above is exactly what `Values` says; the compiler cannot follow a loop over names.
  return { values: values as Values<O>, positionals };
}

function checkedValue(command: string, options: Options, token: Token): string | boolean {
  const option = options[token.name];
  if (!option) throw unknownOption(command, token.rawName, nearest(token.name, Object.keys(options)));
  return option.type === "boolean" ? flag(command, token) : text(command, option, token);
}

function flag(command: string, token: Token): true {
  if (token.value !== undefined) throw badOptionValue(command, token.name, "takes no value", token.value);
  return true;
}

function text(command: string, option: Option, token: Token): string {
  const { value } = token;
  // `--out --json`: the next option is not the value of this one.
  if (value === undefined || (!token.inlineValue && value.startsWith("--")))
    throw badOptionValue(command, token.name, `needs a value (${option.placeholder ?? "TEXT"})`, undefined);
  if (option.choices && !option.choices.includes(value))
    throw badOptionValue(command, token.name, `must be one of ${option.choices.join(", ")}`, value);
  return value;
}

function requireAll<O extends Options>(
  name: string,
  command: Command<O>,
  values: Readonly<Record<string, unknown>>,
  positionals: readonly string[],
): void {
  for (const [key, option] of Object.entries(command.options))
    if (option.required && values[key] === undefined) throw missingOption(name, key, option.placeholder ?? "TEXT");
  const wanted = command.arguments ?? [];
  const least = wanted.filter(({ optional }) => !optional).length;
  const most = wanted.at(-1)?.repeated ? Number.POSITIVE_INFINITY : wanted.length;
  if (positionals.length < least || positionals.length > most)
    throw wrongArguments(name, wanted.map(argumentForm), positionals);
}
