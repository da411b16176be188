import { command, EXIT } from "./command.ts";
import { requireEngine } from "./stack/engine.ts";
import { openLine } from "./stack/open-line.ts";
import { whileReached } from "./stack/reach.ts";
import { ENVIRONMENT_OPTION, modelOf, siteOf } from "./stack/site.ts";
import { expectedTargets, type Findings, isWell, statusOf } from "./stack/status.ts";
import { table } from "./terminal/table.ts";
import type { Paint } from "./terminal/terminal.ts";

export const status = command({
  description:
    "Exit code 0: every service is healthy, every target up, and nothing fires but the Watchdog. Exit code 1: something is not.",
  options: {
    environment: ENVIRONMENT_OPTION,
    json: { type: "boolean", summary: "print {services, targets, alerts, omitted}" },
  },
  examples: [
    { line: "npm run status", does: "a page for a person" },
    { line: "npx quantflow status --json", does: "the same for a script" },
  ],
  async run(context, { environment, json }) {
    const site = siteOf(context, environment);
    const platform = modelOf(site);
    const engine = await requireEngine(context);
    const findings = await whileReached(context, engine, { site, platform }, () => statusOf(context, site, platform));
    const { print, paint } = context.terminal;
    print(json ? JSON.stringify(findings.status, null, 2) : page(findings, openLine(engine, platform), paint));
    return isWell(findings, expectedTargets(platform)) ? EXIT.ok : EXIT.failed;
  },
});

const GOOD = new Set(["healthy", "up", "running"]);

function page(findings: Findings, line: string | undefined, paint: Paint): string {
  const { services, targets, alerts, omitted } = findings.status;
  const shown = (text: string) => (GOOD.has(text) ? paint("green", text) : paint("red", text));
  const sections = [
    section(
      paint,
      ["SERVICE", "STATE", "HEALTH", "OPEN"],
      services.map(({ name, state, health, url }) => [name, shown(state), shown(health), url ?? ""]),
    ),
    line ? `So that they open here, until the next command: ${line}` : "",
    findings.silence ? `Targets and alerts: ${findings.silence}` : "",
    section(
      paint,
      ["TARGET", "INSTANCE", "HEALTH", "LAST ERROR"],
      targets.map(({ job, instance, health, lastError }) => [job, instance, shown(health), lastError]),
    ),
    section(
      paint,
      ["ALERT", "SEVERITY", "STATE", "SINCE"],
      alerts.map(({ name, severity, state, since }) => [name, severity, state, since]),
    ),
    section(
      paint,
      ["LEFT OUT", "WHY"],
      omitted.map(({ name, why }) => [name, why]),
    ),
  ];
  return sections.filter((text) => text !== "").join("\n\n");
}

const section = (paint: Paint, head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0 ? "" : table([head.map((title) => paint("bold", title)), ...rows]);
