import { createInterface } from "node:readline/promises";
import { styleText } from "node:util";
import { liveProgress, plainProgress, type ToldProgress } from "./progress.ts";

type Style = Parameters<typeof styleText>[0];
export type Paint = (style: Style, text: string) => string;

/** Where a command writes its result and asks its questions. */
export interface Terminal {
  /** The result, to standard output. */
  print(text: string): void;
  /** Everything else (progress, warnings, errors), to standard error. */
  tell(text: string): void;
  /** True when a person can answer. */
  readonly interactive: boolean;
  /** Yes or no; only where `interactive`. */
  confirm(question: string): Promise<boolean>;
  readonly paint: Paint;
}

interface Streams {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly errors: NodeJS.WriteStream;
}

/** https://no-color.org: any value but the empty string switches colour off. */
export const wantsColour = (variables: NodeJS.ProcessEnv, isTerminal: boolean): boolean =>
  isTerminal && !variables["NO_COLOR"] && variables["TERM"] !== "dumb";

export const painter =
  (colour: boolean): Paint =>
  (style, text) =>
    colour ? styleText(style, text) : text;

export function processTerminal(
  { input, output, errors }: Streams,
  variables: NodeJS.ProcessEnv,
  tell: (line: string) => void,
): Terminal {
  return {
    print: (text) => void output.write(`${text}\n`),
    tell,
    interactive: input.isTTY === true && errors.isTTY === true && !variables["CI"],
    async confirm(question) {
      const lines = createInterface({ input, output: errors });
      // Ctrl-C at a question is a no; without a listener the question would never be answered.
      const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
      lines.once("SIGINT", () => lines.close());
      const answer = await Promise.race([lines.question(`${question} [y/N] `), closed]);
      lines.close();
      return /^y(es)?$/i.test(answer.trim());
    },
    paint: painter(wantsColour(variables, output.isTTY === true)),
  };
}

export function processProgress(
  errors: NodeJS.WriteStream,
  variables: NodeJS.ProcessEnv,
  now: () => number,
): ToldProgress {
  const isTerminal = errors.isTTY === true && variables["TERM"] !== "dumb";
  const paint = painter(wantsColour(variables, isTerminal));
  return (isTerminal ? liveProgress : plainProgress)({
    write: (text) => void errors.write(text),
    now,
    every(milliseconds, action) {
      const timer = setInterval(action, milliseconds).unref();
      return () => clearInterval(timer);
    },
    get columns() {
      return errors.columns;
    },
    mark: (kind) => (kind === "done" ? paint("green", "✓") : paint("red", "✗")),
  });
}
