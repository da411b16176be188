import { html, json, markdown, type Review, terminal as view } from "../../lib/review/index.ts";
import type { Context } from "../command.ts";
import { cleared } from "./cleared.ts";

export const FORMATS = ["terminal", "markdown", "html", "json"] as const;
export type Format = (typeof FORMATS)[number];

/** The review in one of its forms; undefined, and told, when a secret would stand in it: then nothing of it is published. */
export function written(
  context: Pick<Context, "terminal">,
  { verdict, requireClean }: Review,
  format: Format,
  title: string,
): string | undefined {
  const text = {
    terminal: () => view(verdict, { paint: context.terminal.paint, width: process.stdout.columns ?? 100 }),
    markdown: () => markdown(verdict, { title }),
    html: () => html(verdict, { title }),
    json: () => json(verdict),
  }[format]();
  return cleared(context, { requireClean }, text);
}
