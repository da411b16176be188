import { beforeAll, describe, expect, it } from "vitest";
import { TEMPLATES } from "../../../../lib/alerting/routing/templates/all.ts";
import { BUILDING, builtTool } from "../../../support/tools.ts";
import { withFiles } from "../../../support/with-files.ts";

beforeAll(() => builtTool("amtool"), BUILDING);

const alertOf = (status: string, endsAt: string) => ({
  status,
  labels: { alertname: "DiskFull", severity: "critical", disk: "<a>" },
  annotations: { summary: "a is full", description: "0 B left", runbook_url: "https://runbooks.test/DiskFull" },
  startsAt: "2026-01-02T03:04:05Z",
  endsAt,
  generatorURL: "https://prometheus.test/graph",
});
const dataOf = (status: string, ...alerts: readonly object[]) => ({
  receiver: "mail",
  status,
  alerts,
  groupLabels: { alertname: "DiskFull" },
  commonLabels: { alertname: "DiskFull", severity: "critical" },
  commonAnnotations: {},
  externalURL: "https://alertmanager.test",
});
const firing = alertOf("firing", "0001-01-01T00:00:00Z");
const resolved = alertOf("resolved", "2026-01-02T03:14:05Z");

/** The template as Alertmanager renders it: `html` escapes by itself. */
async function render(template: string, data: object, type: "text" | "html" = "text"): Promise<string> {
  const files = new Map([
    ["messages.tmpl", TEMPLATES],
    ["data.json", JSON.stringify(data)],
  ]);
  const outcome = await withFiles("amtool", files, [
    ...["template", "render", "--template.glob=*.tmpl", `--template.type=${type}`],
    ...[`--template.text={{ template "${template}" . }}`, "--template.data=data.json"],
  ]);
  expect(outcome.code, outcome.stderr).toBe(0);
  return outcome.stdout;
}

describe("a message", () => {
  it("says in its subject how bad it is and what", async () => {
    expect(await render("message.subject", dataOf("firing", firing))).toBe("[CRITICAL] DiskFull: a is full");
    expect(await render("message.subject", dataOf("resolved", resolved))).toBe("[RESOLVED] DiskFull: a is full");
    expect(await render("message.subject", dataOf("firing", firing, resolved))).toBe(
      "[CRITICAL] DiskFull: a is full (2 alerts)",
    );
  });

  it("says so where a route groups several alerts together", async () => {
    const mixed = { ...dataOf("firing", firing, firing), commonLabels: {} };
    expect(await render("message.subject", mixed)).toBe("[FIRING] several alerts: a is full (2 alerts)");
    expect(await render("slack.title", mixed)).toBe("[FIRING] several alerts: a is full (2 alerts)");
    expect(await render("slack.color", mixed)).toBe("warning");
  });

  it("tells text, time, labels and where to go next", async () => {
    expect(await render("message.text", dataOf("firing", firing))).toBe(
      [
        "FIRING (1)",
        "",
        "a is full",
        "0 B left",
        "",
        "Since: 2026-01-02 03:04:05 UTC",
        "Labels: alertname=DiskFull disk=<a> severity=critical",
        "Runbook: https://runbooks.test/DiskFull",
        "Query: https://prometheus.test/graph",
        "",
        "All alerts, and silences: https://alertmanager.test",
        "",
      ].join("\n"),
    );
  });

  it("says until when it lasted, and escapes what stands in a page", async () => {
    const page = await render("message.html", dataOf("resolved", resolved), "html");
    expect(page).toContain("Since 2026-01-02 03:04:05 UTC, until 2026-01-02 03:14:05 UTC");
    expect(page).toContain("<td>&lt;a&gt;</td>");
    expect(page).toContain('<a href="https://runbooks.test/DiskFull">Runbook</a>');
    expect(page).not.toContain("<h1>Firing");
  });
});

/** Every character of every text and label costs the most when it is escaped, and there are more alerts than fit. */
const monster = (character: string, alerts: number) => {
  const long = character.repeat(3000);
  const alert = {
    ...firing,
    labels: { alertname: long, severity: "critical", disk: long, [long]: long },
    annotations: { summary: long, description: long, runbook_url: long, dashboard_url: long },
  };
  const { labels, annotations } = alert;
  const data = dataOf("firing", ...Array.from({ length: alerts }, () => alert));
  return { ...data, commonLabels: labels, commonAnnotations: annotations };
};
const cases = ["<", "&", '"', "'", "+", "ß", "😀", "%", "a"].flatMap((character) =>
  [1, 40].map((alerts) => ({ character, alerts })),
);
const characters = (text: string): number => [...text].length;

describe("a message within its service's limits", () => {
  it.each(cases)("of $alerts alerts that are all $character is whole in Telegram", async ({ character, alerts }) => {
    const text = await render("telegram.message", monster(character, alerts), "html");
    expect(characters(text)).toBeLessThanOrEqual(4096);
    expect(text).toMatch(/^<b>[^<>]+<\/b>\n[^<>]+(<a href="[^<>"]+">[^<>]+<\/a>[^<>]*)*$/);
    expect(text).not.toMatch(/&(?!(amp|lt|gt|quot|#\d+);)/);
    expect(text).toContain("Since 2026-01-02 03:04:05 UTC");
    expect(text.includes("see all 40")).toBe(alerts === 40);
  });

  it.each(cases)("of $alerts alerts that are all $character is whole in Slack", async ({ character, alerts }) => {
    const text = await render("slack.text", monster(character, alerts));
    expect(characters(text)).toBeLessThanOrEqual(3000);
    expect(text).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
    expect(text).toContain("Since 2026-01-02 03:04:05 UTC");
    expect(text.includes("see all 40")).toBe(alerts === 40);
    expect(characters(await render("slack.title", monster(character, alerts)))).toBeLessThanOrEqual(1024);
  });

  it("tells ten alerts of the usual length, and where they are described", async () => {
    const ten = dataOf("firing", ...Array.from({ length: 10 }, () => firing));
    const data = { ...ten, commonAnnotations: firing.annotations };
    for (const text of [await render("slack.text", data), await render("telegram.message", data, "html")]) {
      expect(text.match(/Since/g)).toHaveLength(10);
      expect(text).toContain("https://runbooks.test/DiskFull");
      expect(text).not.toContain("more than fit");
    }
  });

  it("has a summary that PagerDuty takes", async () => {
    for (const { character, alerts } of cases)
      expect(characters(await render("message.subject", monster(character, alerts)))).toBeLessThanOrEqual(1024);
  });
});

describe("the severity told to PagerDuty", () => {
  it.each([
    ["critical", "critical"],
    ["warning", "warning"],
    ["info", "info"],
    ["none", "info"],
    ["", "error"],
    ["page", "error"],
  ])("of %s is %s", async (severity, told) => {
    expect(await render("pagerduty.severity", { ...dataOf("firing", firing), commonLabels: { severity } })).toBe(told);
  });
});
