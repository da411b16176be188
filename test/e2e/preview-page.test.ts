import { type Browser, type BrowserContextOptions, type ConsoleMessage, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { previewPage } from "../../cli/dashboards/page-build.ts";
import { type OpenedPreview, openPreview } from "../../cli/dashboards/preview.ts";
import type { Preview } from "../../lib/dashboards/preview/page/src/data/readiness.ts";
import { shelf } from "../../lib/dashboards/preview/server/index.ts";
import { seconds } from "../../lib/metrics/units.ts";
import { BUILDING, workshop } from "../support/tools.ts";
import { type GivenPrometheus, givenPrometheus } from "./preview-prometheus.ts";

const BROWSER = process.env["QUANTFLOW_CHROMIUM"] ?? "/usr/bin/chromium";
/** A headless browser that asks nobody outside this machine. */
const OFFLINE = ["background-networking", "component-update", "sync", "gpu", "quic"].map((what) => `--disable-${what}`);

/** A complaint and what it is about: of a file that is missing the browser does not tell which. */
const said = (message: ConsoleMessage) => `${message.text()} ${message.location().url}`;

const up = { api: { metric: { job: "api" }, value: () => 1 }, db: { metric: { job: "db" }, value: () => 0 } };
const alert = (state: string, severity: string) => ({ state, labels: { severity }, annotations: {}, value: "1" });
const rule = (name: string, state: string, severity: string) => ({
  ...{ type: "alerting", name, state, labels: { severity }, annotations: {} },
  alerts: state === "inactive" ? [] : [alert(state, severity)],
});
const PROMETHEUS = {
  queries: {
    up: [up.api, up.db],
    'up{job=~"(api|db)"}': [up.api, up.db],
    'up{job=~"db"}': [up.db],
    "sum by (le) (increase(latency_bucket[1m]))": [
      { metric: { le: "0.1" }, value: () => 3 },
      { metric: { le: "+Inf" }, value: () => 5 },
    ],
  },
  labels: { job: ["api", "db"] },
  rules: [rule("Slow", "pending", "warning"), rule("Down", "firing", "critical"), rule("Watchdog", "firing", "none")],
};

type Panel = Readonly<Record<string, unknown>>;
const target = (expr: string, more: object = {}) => ({ refId: "A", expr, legendFormat: "{{job}}", ...more });
const panel = (type: string, expr: string | undefined, more: Panel = {}): Panel => ({
  ...{ type, title: `A ${type}`, gridPos: { x: 0, y: 0, w: 12, h: 6 } },
  targets: expr === undefined ? [] : [target(expr)],
  ...more,
});

describe("the preview's page", () => {
  const dashboards = shelf();
  let prometheus: GivenPrometheus;
  let preview: OpenedPreview;
  let browser: Browser;
  beforeAll(async () => {
    const page = await previewPage(workshop);
    prometheus = await givenPrometheus(PROMETHEUS);
    preview = await openPreview({ page, shelf: dashboards, prometheus, interval: seconds(15), watch: true, port: 0 });
    browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox", "--no-first-run", ...OFFLINE] });
  }, BUILDING);
  afterAll(async () => {
    await browser?.close();
    await preview?.close();
    await prometheus?.close();
  });

  /** Puts one dashboard of these panels, one below the other, on the shelf. */
  function show(panels: readonly Panel[], more: Panel = {}): void {
    const placed = panels.map((one, index) => ({
      id: index + 1,
      gridPos: { x: 0, y: index * 6, w: 12, h: 6 },
      ...one,
    }));
    const json = JSON.stringify({ uid: "given", title: "Given", description: "Is it drawn?", panels: placed, ...more });
    dashboards.show([
      { uid: "given", title: "Given", description: "Is it drawn?", tags: [], url: "/d/given/given", json },
    ]);
  }

  /** The page once every panel has settled, and what the browser complained about. */
  async function opened(query = "", options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => message.type() === "error" && complaints.push(said(message)));
    await page.goto(`${preview.url}/d/given/given${query}`);
    return { page, complaints, report: await complete(page) };
  }

  async function complete(page: Page): Promise<Preview> {
    await page.locator("html[data-preview=complete]").waitFor({ state: "attached", timeout: 60_000 });
    return page.evaluate("window.__preview") as Promise<Preview>;
  }
  const frame = (page: Page, id: number) => page.locator(`[data-panel-id="${id}"]`);

  it("draws every type of panel, and says which are approximate", async () => {
    const types = ["timeseries", "stat", "bargauge", "gauge", "state-timeline"];
    const legend = { showLegend: true, displayMode: "table", placement: "bottom", calcs: ["lastNotNull"] };
    show([
      ...types.map((type) => panel(type, "up", { options: { legend } })),
      panel("heatmap", "sum by (le) (increase(latency_bucket[$__rate_interval]))"),
      panel("table", undefined, { targets: [target("up", { instant: true, range: false, format: "table" })] }),
      panel("alertlist", undefined, { options: { alertInstanceLabelFilter: '{severity!="none"}' } }),
      panel("text", undefined, { options: { mode: "markdown", content: "**Bold** <script>alert(1)</script>" } }),
    ]);
    const { page, report, complaints } = await opened();
    expect(report.panels.map(({ type, state, approximate }) => [type, state, approximate])).toEqual([
      ["timeseries", "drawn", false],
      ["stat", "drawn", false],
      ["bargauge", "drawn", false],
      ["gauge", "drawn", true],
      ["state-timeline", "drawn", true],
      ["heatmap", "drawn", true],
      ["table", "drawn", false],
      ["alertlist", "drawn", true],
      ["text", "drawn", false],
    ]);
    expect(report.panels[0]?.queries).toEqual([{ refId: "A", expr: "up", series: 2 }]);
    expect(await frame(page, 1).locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringContaining("api"),
      expect.stringContaining("db"),
    ]);
    expect(await frame(page, 4).getByRole("img").count()).toBe(2);
    expect(await frame(page, 5).locator("canvas").count()).toBe(1);
    expect(await frame(page, 5).getByLabel("approximate").count()).toBe(1);
    expect(await frame(page, 7).getByRole("gridcell").allInnerTexts()).toEqual(
      expect.arrayContaining(["api", "1", "db", "0"]),
    );
    expect(await frame(page, 8).getByRole("listitem").locator("strong").allInnerTexts()).toEqual(["Down", "Slow"]);
    expect(await frame(page, 9).locator("script").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it("says of each panel that draws nothing why, and goes on", async () => {
    show([
      panel("geomap", "up"),
      panel("timeseries", "rate((up"),
      panel("timeseries", "never"),
      panel("stat", "quiet", { fieldConfig: { defaults: { noValue: "No alert fires." } } }),
      panel("table", "up", { transformations: [{ id: "nonsense", options: {} }] }),
      panel("stat", "up"),
    ]);
    const { page, report } = await opened();
    expect(report.panels.map(({ state, expected }) => [state, expected ?? false])).toEqual([
      ["unsupported", false],
      ["failed", false],
      ["empty", false],
      ["empty", true],
      ["failed", false],
      ["drawn", false],
    ]);
    expect(await frame(page, 1).innerText()).toContain("unsupported: geomap");
    expect(await frame(page, 2).innerText()).toContain("parse error: unclosed (");
    expect(await frame(page, 2).innerText()).toContain("rate((up");
    expect(await frame(page, 3).innerText()).toMatch(/No data.*never/s);
    expect(await frame(page, 4).innerText()).toContain("No alert fires.");
    expect(await frame(page, 5).innerText()).toContain('The transformation "nonsense" is none that Grafana publishes');
  });

  const JOB = { type: "query", name: "job", query: "label_values(up, job)", multi: true, includeAll: true };

  it("asks for what is chosen, and keeps the choice in its address", async () => {
    show([panel("stat", 'up{job=~"$job"}')], { templating: { list: [JOB] } });
    const { page } = await opened();
    expect(prometheus.asked.at(-1)).toBe('up{job=~"(api|db)"}');
    await page.getByRole("combobox", { name: "job" }).click();
    await page.getByRole("option", { name: "db" }).click();
    await expect.poll(() => prometheus.asked.at(-1)).toBe('up{job=~"db"}');
    expect(new URL(page.url()).search).toBe("?var-job=db");
  });

  it("leads where a panel's links say, with the labels of what is clicked", async () => {
    const links = [
      { title: "Drill", url: "/d/feed/feed?${__url_time_range}&${job:queryparam}&var-one=${__field.labels.job}" },
    ];
    show([panel("stat", 'up{job=~"$job"}', { fieldConfig: { defaults: { links } } })], {
      templating: { list: [JOB] },
      time: { from: "now-6h", to: "now" },
    });
    const { page } = await opened("?var-job=db");
    const href = await frame(page, 1).getByRole("link").first().getAttribute("href");
    expect(href).toBe("/d/feed/feed?from=now-6h&to=now&var-job=db&var-one=db");
  });

  it("shows on a panel's frame how the alerts are that watch it", async () => {
    const links = [{ title: "Runbook of Down", url: "http://localhost/runbook", targetBlank: true }];
    show([panel("stat", "up", { description: "Text.\n\nWatched by Slow (warning), Down (critical) at 1.", links })]);
    const { page } = await opened();
    const watch = frame(page, 1).getByRole("status");
    expect(await watch.innerText()).toContain("Down firing +1");
    expect(await watch.getAttribute("aria-label")).toBe("Down (critical): firing\nSlow (warning): pending");
    await frame(page, 1).getByRole("button", { name: "Links" }).press("Enter");
    expect(await page.getByRole("menuitem", { name: "Runbook of Down" }).getAttribute("href")).toBe(
      "http://localhost/runbook",
    );
  });

  it("opens and closes rows by the keyboard, and asks for their panels only then", async () => {
    const inside = { ...panel("stat", "up"), id: 7, gridPos: { x: 0, y: 1, w: 12, h: 6 } };
    show([{ type: "row", title: "More", collapsed: true, panels: [inside] }]);
    const { page, report } = await opened();
    expect(report.panels).toEqual([]);
    await page.getByRole("button", { name: "More" }).press("Enter");
    await frame(page, 7).waitFor();
    expect((await complete(page)).panels.map(({ state }) => state)).toEqual(["drawn"]);
  });

  it("shows one panel alone, and leads back to all", async () => {
    show([panel("stat", "up"), panel("timeseries", "up")]);
    const { page, report } = await opened("?viewPanel=panel-2");
    expect(report.panels.map(({ id }) => id)).toEqual([2]);
    await frame(page, 2).hover();
    await frame(page, 2)
      .getByRole("button", { name: /Menu for panel/ })
      .click();
    await page.getByRole("menuitem", { name: "Back to the dashboard" }).click();
    await frame(page, 1).waitFor();
    expect(new URL(page.url()).search).toBe("");
  });

  it("follows the code: a new panel appears, and code that does not compile is said over the old picture", async () => {
    show([panel("stat", "up")]);
    const { page } = await opened();
    show([panel("stat", "up", { title: "Renamed" }), panel("text", undefined, { options: { content: "New" } })]);
    await page.getByText("New").waitFor();
    expect(await page.getByText("Renamed").count()).toBe(1);
    dashboards.broken("panel.ts:3: unexpected token");
    await page.getByText("panel.ts:3: unexpected token").waitFor();
    expect(await frame(page, 1).count()).toBe(1);
  });

  it("fits a telephone, its panels one below another", async () => {
    const side = (x: number) => panel("timeseries", "up", { gridPos: { x, y: 0, w: 12, h: 6 } });
    show([side(0), side(12)], { templating: { list: [JOB] } });
    const { page } = await opened("?theme=light", { viewport: { width: 360, height: 800 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    const [first, second] = [await frame(page, 1).boundingBox(), await frame(page, 2).boundingBox()];
    expect((first?.y ?? 0) + (first?.height ?? 0)).toBeLessThanOrEqual(second?.y ?? 0);
  });

  it("says what cannot be had when Prometheus is gone", async () => {
    const gone = await openPreview({
      page: await previewPage(workshop),
      shelf: dashboards,
      prometheus: { url: "http://127.0.0.1:9" },
      ...{ interval: seconds(15), watch: false, port: 0 },
    });
    onTestFinished(() => gone.close());
    show([panel("stat", "up")]);
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(`${gone.url}/d/given/given`);
    expect((await complete(page)).panels).toMatchObject([{ state: "failed", queries: [{ expr: "up" }] }]);
    expect(await frame(page, 1).innerText()).toContain("Prometheus");
  });
});
