import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { previewPage } from "../../cli/dashboards/page-build.ts";
import { type OpenedPreview, openPreview } from "../../cli/dashboards/preview.ts";
import { shelfOf } from "../../cli/dashboards/preview-shelf.ts";
import { troubles } from "../../cli/dashboards/screenshot.ts";
import { openBrowser } from "../../cli/dashboards/screenshot-browser.ts";
import { faultsOf, faultText } from "../../cli/dashboards/screenshot-faults.ts";
import { settled } from "../../cli/dashboards/screenshot-readiness.ts";
import { run } from "../../cli/run.ts";
import { basic } from "../../cli/stack/prometheus.ts";
import { silentProgress } from "../../cli/terminal/progress.ts";
import { dashboards } from "../../dashboards/index.ts";
import { askAt } from "../../lib/dashboards/emptiness/index.ts";
import { dashboardPath, panelsOf } from "../../lib/dashboards/index.ts";
import type { Service } from "../../lib/services/service.ts";
import { grafana, preview } from "../../stacks/services/index.ts";
import { repository } from "./clone.ts";
import { eventually } from "./eventually.ts";
import { type Shared, shared } from "./shared.ts";

const workshop = {
  root: repository,
  variables: process.env,
  run,
  progress: silentProgress,
  signal: new AbortController().signal,
};

describe("the dashboards, drawn in a browser from the running instance", () => {
  let here: Shared;
  let browser: Browser;
  let context: BrowserContext;
  let ownPreview: OpenedPreview | undefined;
  let url: string;
  beforeAll(async () => {
    here = await shared();
    const { model, login } = here.platform;
    browser = await openBrowser(process.env);
    context = await browser.newContext({
      httpCredentials: { username: login.user, password: login.password },
      viewport: { width: 1400, height: 900 },
    });
    if (!isServed(here)) ownPreview = await openedBeside(here);
    url = ownPreview?.url ?? model.publicUrl(preview, "web");
    await runBacktests(here);
  });
  afterAll(async () => {
    await browser?.close();
    await ownPreview?.close();
  });

  /** What went wrong with a dashboard, in words: nothing where every panel is drawn, or empty because all is well. */
  async function faults(path: string, uid: string): Promise<readonly string[]> {
    const page = await context.newPage();
    try {
      const broken = troubles(page);
      await page.goto(url + path);
      const report = await settled(page, uid);
      const ask = askAt({ url: here.platform.urls.prometheus, login: here.platform.login }, Date.now());
      return [...broken, ...(await faultsOf(report, ask)).map(faultText)];
    } finally {
      await page.close();
    }
  }

  it.each(dashboards.map((one) => [one.title, one] as const))("%s: every panel draws data", async (_title, one) => {
    expect(panelsOf(one).length).toBeGreaterThan(3);
    await eventually(
      "a number on every panel",
      async () => expect(await faults(dashboardPath(one), one.uid)).toEqual([]),
      { within: 240 },
    );
  });

  it("show the panel that an alert's message leads to", async () => {
    const leads = await dashboardOf(here, "HighLatency");
    expect(leads.origin).toBe(new URL(here.platform.model.publicUrl(shownBy(here), "web")).origin);
    expect(await faults(leads.pathname + leads.search, "quantflow-overview")).toEqual([]);
  });

  it("let nobody in without the login, wherever they are served", async () => {
    const { model, login } = here.platform;
    const api = `${model.publicUrl(shownBy(here), "web")}/api/dashboards/uid/none`;
    expect((await fetch(api)).status).toBe(401);
    expect((await fetch(api, { headers: { authorization: basic(login) } })).status).toBe(404);
  });

  it("are written as pictures by `dashboards screenshot`", async () => {
    const folder = mkdtempSync(join(tmpdir(), "pictures-"));
    const { code, stdout, stderr } = await here.clone.quantflow([
      ...["dashboards", "screenshot", "quantflow-overview", "--out", folder],
    ]);
    expect(code, stderr).toBe(0);
    expect(stdout.trim()).toBe(join(folder, "quantflow-overview.png"));
    expect(readdirSync(folder)).toEqual(["quantflow-overview.png"]);
    const png = readFileSync(join(folder, "quantflow-overview.png"));
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    // Width and height stand in the header (https://www.w3.org/TR/png-3/#11IHDR).
    expect([png.readUInt32BE(16), png.readUInt32BE(20) > 900]).toEqual([1400, true]);
    rmSync(folder, { recursive: true });
  });
});

const isServed = ({ platform }: Shared): boolean => platform.model.services.some(({ name }) => name === preview.name);
const shownBy = (here: Shared): Service => (isServed(here) ? preview : grafana);

async function openedBeside({ platform }: Shared): Promise<OpenedPreview> {
  const { model, login, urls } = platform;
  return openPreview({
    page: await previewPage(workshop),
    shelf: shelfOf(model),
    prometheus: { url: urls.prometheus, login },
    interval: model.environment.interval,
    watch: false,
    port: 0,
  });
}

/** One of each strategy: their panels have nothing to show of runs that nobody asked for. */
async function runBacktests({ platform }: Shared): Promise<void> {
  const headers = { authorization: basic(platform.login), "content-type": "application/json" };
  for (const strategy of ["sma-cross", "mean-reversion"]) {
    const body = JSON.stringify({ strategy, market: "BTCUSDT", candles: 60 });
    const answer = await fetch(`${platform.urls.application}/backtests`, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`a backtest of ${strategy} was refused: ${await answer.text()}`);
  }
}

interface Rules {
  readonly data: { readonly groups: readonly { readonly rules: readonly LoadedAlert[] }[] };
}
interface LoadedAlert {
  readonly name: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Where the alert that Prometheus has loaded leads. */
async function dashboardOf({ platform }: Shared, alert: string): Promise<URL> {
  const headers = { authorization: basic(platform.login) };
  const answer = await fetch(`${platform.urls.prometheus}/api/v1/rules?type=alert`, { headers });
  const { data } = (await answer.json()) as Rules;
  const loaded = data.groups.flatMap(({ rules }) => rules).find(({ name }) => name === alert);
  return new URL(loaded?.annotations["dashboard_url"] ?? `no rule ${alert} with a dashboard`);
}
