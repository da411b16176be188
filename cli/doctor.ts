import { type Context, command, EXIT } from "./command.ts";
import { type Finding, note } from "./doctor/finding.ts";
import { images, instance, lastRun, ports, secrets, strangers } from "./doctor/instance.ts";
import { disk, engine, memory, node, variables } from "./doctor/machine.ts";
import { cdktfLine, terraform } from "./doctor/terraform.ts";
import { ENVIRONMENT_OPTION, modelOf, type Site, siteOf } from "./stack/site.ts";
import { table } from "./terminal/table.ts";
import type { Paint } from "./terminal/terminal.ts";

export const doctor = command({
  description: "Looks, and changes nothing. Exit code 1 when something keeps `up` from working.",
  options: { environment: ENVIRONMENT_OPTION, json: { type: "boolean", summary: "print {findings, cdktf}" } },
  examples: [{ line: "npm run doctor", does: "what was found, and how to mend what is wrong" }],
  async run(context, { environment, json }) {
    const site = siteOf(context, environment);
    const findings = await examine(context, site);
    const cdktf = cdktfLine(context, site);
    const { print, paint } = context.terminal;
    print(json ? JSON.stringify({ findings, cdktf }, null, 2) : page(findings, cdktf, paint));
    return findings.some(({ state }) => state === "bad") ? EXIT.failed : EXIT.ok;
  },
});

async function examine(context: Context, site: Site): Promise<readonly Finding[]> {
  const platform = modelOf(site);
  const machine = [node(), memory(), await disk(context.root), variables(context.variables)];
  const here = [instance(site), lastRun(site), secrets(site, platform), terraform(site)];
  const running = await engine(context);
  const inEngine =
    running.state === "bad"
      ? [note("Ports, images, names", "not looked at: no engine answers")]
      : await Promise.all([
          images(context, platform),
          ports(context, site, platform),
          strangers(context, site, platform),
        ]);
  return [...machine, ...here, running, ...inEngine];
}

const MARKS = {
  good: { style: "green", mark: "✓" },
  note: { style: "yellow", mark: "·" },
  bad: { style: "red", mark: "✗" },
} as const;

function page(findings: readonly Finding[], cdktf: string, paint: Paint): string {
  const marked = (state: Finding["state"]) => paint(MARKS[state].style, MARKS[state].mark);
  const rows = findings.flatMap(({ what, state, found, remedy }) => [
    ...found.split("\n").map((line, index) => (index === 0 ? [marked(state), what, line] : ["", "", line])),
    ...(remedy ?? "").split("\n").flatMap((line) => (line === "" ? [] : [["", "", `→ ${line}`]])),
  ]);
  return `${table(rows)}\n\nBy cdktf itself, on this machine:\n  ${cdktf}`;
}
