import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { stringify } from "yaml";
import { dashboards } from "../../dashboards/index.ts";
import { runbookPath } from "../../lib/alerting/runbooks/index.ts";
import type { Service } from "../../lib/services/service.ts";
import { assemble } from "../../stacks/assemble.ts";
import { environments } from "../../stacks/environments/index.ts";
import type { Model } from "../../stacks/model.ts";
import { UNRESOLVED } from "../../stacks/resolution.ts";
import { adminLogin } from "../../stacks/services/logins.ts";
import { BUILDING } from "../support/tools.ts";
import { type Serving, serving } from "./serving.ts";

const modelOf = (prefix: string, portOffset: number) =>
  assemble({
    environment: environments.local,
    instance: { prefix, portOffset, directory: "" },
    resolution: UNRESOLVED,
  });
const pagesOf = ({ services }: Model): ReadonlyMap<string, string> =>
  services.find(({ name }) => name === "prometheus")?.configuration?.files ?? new Map();
const model = modelOf("quantflow", 0);
const prometheus = model.services.find(({ name }) => name === "prometheus") as Service;
const files = pagesOf(model);
const ruleFiles = [...files.keys()].filter((name) => name.startsWith("rules/"));
const alerts = model.groups.flatMap((group) => group.alerts.map(({ name }) => name));

describe("every alert", () => {
  it("links to its runbook, under Prometheus' own address", () => {
    const texts = ruleFiles.map((name) => files.get(name) ?? "");
    const linked = texts.flatMap((text) => [...text.matchAll(/runbook_url: (\S+)/g)].map(([, url]) => url));
    expect(linked).toEqual(alerts.map((name) => `http://localhost:9090${runbookPath(name)}`));
    expect(alerts.filter((name) => !files.has(runbookPath(name).slice(1)))).toEqual([]);
  });

  it("has a runbook that acts on its own instance, and on no other", () => {
    const pages = [...pagesOf(modelOf("quantflow-blue", 7000))].filter(([name]) => name.includes("runbooks/"));
    const text = pages.map(([, page]) => page).join("\n");
    expect(text).toContain("docker restart quantflow-blue-quantflow-app");
    expect(text).toContain("http://quantflow-app:9464/metrics");
    expect(text).toContain('href="http://localhost:16093"');
    const names = new Set(text.match(/\bquantflow-[a-z-]+/g));
    const others = [...names].filter((name) => !name.startsWith("quantflow-blue-"));
    // A service's name inside the platform, and a dashboard's, are the same everywhere.
    const everywhere = ["quantflow-app", ...dashboards.map(({ uid }) => uid)];
    expect(others.filter((name) => !everywhere.includes(name))).toEqual([]);
  });
});

describe("the pages, as the real Prometheus serves them", () => {
  let here: Serving;

  const login = `Basic ${Buffer.from(`${adminLogin.user}:${adminLogin.password.name}`).toString("base64")}`;
  const page = async (path: string): Promise<string> => {
    const response = await fetch(here.url + path, { headers: { authorization: login } });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
  const watchdog = runbookPath("Watchdog");

  beforeAll(async () => {
    // Its own rules and nothing to scrape: what is live here are the alerts.
    const alone = { global: { evaluation_interval: "1s" }, rule_files: ruleFiles };
    here = await serving(prometheus, new Map([["prometheus.yml", stringify(alone)]]));
    await vi.waitFor(async () => expect(await page(watchdog)).toContain("<b>firing</b>"), { timeout: 20_000 });
  }, BUILDING);
  afterAll(() => here.stop());

  it("want the login", async () => {
    expect((await fetch(here.url + watchdog)).status).toBe(401);
  });

  it("show the live result of a query below it, with labels and value", async () => {
    const text = await page(watchdog);
    const [, result] =
      /ALERTS\{alertname=&#34;Watchdog&#34;\}<\/code><\/pre>\s*<table class="results">(.*?)<\/table>/s.exec(text) ?? [];
    expect(
      result
        ?.replace(/<[^>]+>/g, " ")
        .replace(/\s+/g, " ")
        .trim(),
    ).toBe("alertname Watchdog alertstate firing owner platform severity none 1");
    expect(text).toContain('<a href="/graph?g0.expr=ALERTS%7Balertname%3D%22Watchdog%22%7D&amp;g0.tab=0">graph</a>');
  });

  it("say so where a query has no result", async () => {
    expect(await page(runbookPath("FeedStale"))).toContain('<p class="quiet">No series now.</p>');
  });

  it("keep what only looks like a template", async () => {
    expect(await page(runbookPath("ServiceDown"))).toContain("{{.State.Status}} oom={{.State.OOMKilled}}");
  });

  it("are all well-formed templates whose queries run", async () => {
    for (const name of new Set(alerts)) expect(await page(runbookPath(name))).toContain(`<h1>${name}</h1>`);
  });

  it("are listed with the state of each alert", async () => {
    const list = await page("/consoles/index.html");
    expect(/>Watchdog<\/a><\/td>.*?<span class="badge firing">firing<\/span>/.test(list.replace(/\n/g, ""))).toBe(true);
    expect(list).toContain('<p class="quiet">Nothing fires.</p>');
    for (const name of new Set(alerts)) expect(list).toContain(`href="runbooks/${name}.html"`);
  });
});
