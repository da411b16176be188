import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  html,
  json,
  markdown,
  POLICIES,
  ReviewError,
  review as reviewPlans,
  terminal as view,
} from "../lib/review/index.ts";
import { knownIn } from "../stacks/known.ts";
import { secrets } from "../stacks/secrets.ts";
import { policyWaivers } from "../stacks/waivers.ts";
import { type Context, command, EXIT } from "./command.ts";
import { differsOf } from "./review/differs.ts";
import { plansIn, STANDARD_INPUT } from "./review/read.ts";
import { ENVIRONMENT_OPTION, modelOf, type Site, siteOf } from "./stack/site.ts";

const FORMATS = ["terminal", "markdown", "html", "json"] as const;
type Format = (typeof FORMATS)[number];

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
  },
  arguments: [
    { name: "PLAN.json", summary: "plans, in the order they are applied; - reads standard input", repeated: true },
  ],
  examples: [
    { line: "terraform show -json plan | npx quantflow review -", does: "any Terraform plan, read for you" },
    { line: "npx quantflow review --format html --out review.html storage.json platform.json", does: "two stacks" },
  ],
  async run(context, { environment, format = "terminal", title = "Review", out }, files) {
    const { verdict, requireClean } = await reviewed(context, siteOf(context, environment), files);
    const written = {
      terminal: () => view(verdict, { paint: context.terminal.paint, width: process.stdout.columns ?? 100 }),
      markdown: () => markdown(verdict, { title }),
      html: () => html(verdict, { title }),
      json: () => json(verdict),
    }[format as Format]();
    if (!isClean(requireClean, written, context)) return EXIT.withheld;
    if (out === undefined) context.terminal.print(written);
    else writeFileSync(resolve(out), `${written}\n`);
    return { "no change": EXIT.ok, changes: EXIT.changes, refused: EXIT.refused }[verdict.outcome];
  },
});

async function reviewed(context: Context, site: Site, files: readonly string[]) {
  const model = modelOf(site);
  return reviewPlans(await plansIn(files.length > 0 ? files : [STANDARD_INPUT], process.stdin), {
    differs: differsOf(model),
    known: knownIn(model),
    policies: POLICIES,
    waivers: policyWaivers,
    secrets: Object.values(secrets).flatMap((secret) => site.store.find(secret) ?? []),
    today: new Date(context.now()).toISOString().slice(0, 10),
  });
}

/** Nothing that holds a secret is shown; the exit code says so too. */
function isClean(requireClean: (output: string) => void, written: string, { terminal }: Context): boolean {
  try {
    requireClean(written);
    return true;
  } catch (error) {
    if (!(error instanceof ReviewError)) throw error;
    terminal.tell(`${error.code}: ${error.message}\n${error.remedy}`);
    return false;
  }
}
