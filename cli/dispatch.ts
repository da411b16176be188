import { asksForHelp, parseCommandLine } from "./arguments.ts";
import { type Context, EXIT } from "./command.ts";
import { COMMANDS, type Entry } from "./commands.ts";
import { unknownCommand } from "./errors.ts";
import { commandHelp, help } from "./help.ts";
import { nearest } from "./terminal/nearest.ts";

export interface Request {
  readonly entry: Entry;
  readonly args: readonly string[];
}

/** The command that the first words name (the longest name wins); undefined when they name none. */
export function find(argv: readonly string[], entries: readonly Entry[] = COMMANDS): Request | undefined {
  const matches = entries
    .map((entry) => ({ entry, words: entry.name.split(" ") }))
    .filter(({ words }) => words.every((word, index) => argv[index] === word))
    .sort((a, b) => b.words.length - a.words.length);
  const best = matches[0];
  return best && { entry: best.entry, args: argv.slice(best.words.length) };
}

/** Runs what the command line asks for; the number is the exit code. */
export async function dispatch(argv: readonly string[], context: Context): Promise<number> {
  const request = find(argv);
  if (!request) return withoutCommand(argv, context);
  const command = await request.entry.load();
  if (asksForHelp(request.args)) {
    context.terminal.print(commandHelp(request.entry, command));
    return EXIT.ok;
  }
  const { values, positionals } = parseCommandLine(request.entry.name, command, request.args);
  return command.run(context, values, positionals);
}

function withoutCommand(argv: readonly string[], context: Context): number {
  const words = argv.filter((word) => !word.startsWith("-"));
  const group = COMMANDS.filter(({ name }) => name.startsWith(`${words[0]} `));
  if (words.length === 0 || (words.length === 1 && group.length > 0)) {
    context.terminal.print(help(group.length > 0 ? group : COMMANDS));
    return words.length === 0 && !asksForHelp(argv) ? EXIT.usage : EXIT.ok;
  }
  const names = COMMANDS.map(({ name }) => name);
  throw unknownCommand(words.join(" "), nearest(words.slice(0, 2).join(" "), names) ?? nearest(words[0] ?? "", names));
}
