import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { command, EXIT } from "./command.ts";
import { BACKTEST_OPTIONS, backtestAsked } from "./review/backtest-options.ts";
import { exitOf } from "./review/exit.ts";
import { plansIn, STANDARD_INPUT } from "./review/read.ts";
import { reviewed } from "./review/reviewed.ts";
import { FORMATS, type Format, written } from "./review/written.ts";
import { ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";

export const review = command({
  description:
    "Reads plans as `terraform show -json` or `tofu show -json` prints them, of ours or of anybody, and tells the worst first: what is destroyed, what stops and for how long, what is at risk, what reads differently. Secrets are taken out. Exit code 0: no change; 2: changes; 3: a policy refuses; 4: a secret would have been shown, so nothing is.",
  options: {
    environment: ENVIRONMENT_OPTION,
    format: {
      type: "string",
      placeholder: "FORMAT",
      summary: "terminal (default), markdown, html or json",
      choices: FORMATS,
    },
    title: { type: "string", placeholder: "TEXT", summary: "heading of the review (default: Review)" },
    out: { type: "string", placeholder: "FILE", summary: "write there, in place of standard output" },
    ...BACKTEST_OPTIONS,
  },
  arguments: [
    { name: "PLAN.json", summary: "plans, in the order they are applied; - reads standard input", repeated: true },
  ],
  examples: [
    { line: "terraform show -json plan | npx quantflow review -", does: "any Terraform plan, read for you" },
    { line: "npx quantflow review --format html --out review.html storage.json platform.json", does: "two stacks" },
  ],
  async run(context, values, files) {
    const { environment, format = "terminal", title = "Review", out } = values;
    const site = siteOf(context, environment);
    const asked = backtestAsked(values, site, modelOf(site));
    const plans = await plansIn(files.length > 0 ? files : [STANDARD_INPUT], process.stdin);
    const made = await reviewed(context, site, plans, { asked });
    const text = written(context, made, format as Format, title);
    if (text === undefined) return EXIT.withheld;
    if (out === undefined) context.terminal.print(text);
    else writeFileSync(resolve(out), `${text}\n`);
    return exitOf(made.verdict);
  },
});
