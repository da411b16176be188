import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Shared, shared } from "./shared.ts";

const BROWSER = process.env["QUANTFLOW_CHROMIUM"] ?? "/usr/bin/chromium";
/** Where pictures of the pages go, for docs/; none are taken when it is not set. */
const PICTURES = process.env["QUANTFLOW_PICTURES"];
/** A headless browser that asks nobody outside this machine. */
const OFFLINE = ["background-networking", "component-update", "sync", "gpu", "quic"].map((what) => `--disable-${what}`);

describe("the pages that `up` prints", () => {
  let here: Shared;
  let browser: Browser;
  let context: BrowserContext;
  beforeAll(async () => {
    here = await shared();
    browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox", "--no-first-run", ...OFFLINE] });
    const { user, password } = here.platform.login;
    context = await browser.newContext({
      httpCredentials: { username: user, password },
      viewport: { width: 1280, height: 900 },
    });
  });
  afterAll(() => browser?.close());

  /** Opens a page, waits for a text on it, takes its picture, and answers what went wrong in the browser meanwhile. */
  async function opened(name: string, url: string, text: string | RegExp, then?: (page: Page) => Promise<unknown>) {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    page.on("response", (answer) => answer.status() >= 500 && errors.push(`${answer.status()} ${answer.url()}`));
    await page.goto(url);
    await page.getByText(text).first().waitFor({ timeout: 60_000 });
    await then?.(page);
    if (PICTURES) await page.screenshot({ path: picture(PICTURES, name) });
    await page.close();
    return errors;
  }

  it("Prometheus shows its targets, all up", async () => {
    const last = here.platform.model.targets.length - 1;
    const errors = await opened("targets", `${here.platform.urls.prometheus}/targets`, "1 / 1 up", (page) =>
      page.getByText("1 / 1 up").nth(last).waitFor(),
    );
    expect(errors).toEqual([]);
  });

  it("Prometheus shows its alerts", async () => {
    expect(await opened("alerts", `${here.platform.urls.prometheus}/alerts`, "Watchdog")).toEqual([]);
  });

  it("Prometheus shows an alert's runbook, with what its queries answer now", async () => {
    const url = `${here.platform.urls.prometheus}/consoles/runbooks/Watchdog.html`;
    expect(await opened("runbook", url, "How to confirm")).toEqual([]);
    const feed = await opened("runbook-feed", url.replace("Watchdog", "FeedStale"), "bookTicker");
    expect(feed).toEqual([]);
  });

  it("Alertmanager shows what it was handed", async () => {
    expect(await opened("alertmanager", here.platform.urls.alertmanager, /Watchdog/)).toEqual([]);
  });

  it("the mail catcher shows the mail of an alert", async () => {
    const errors = await opened("mail", here.platform.urls.mail, /Watchdog/, async (page) => {
      await page
        .getByText(/Watchdog/)
        .first()
        .click();
      await page.frameLocator("iframe").getByText("Alerting works").first().waitFor();
    });
    expect(errors).toEqual([]);
  });

  it("the application shows its desk: live prices, and a backtest that is run from it", async () => {
    const errors = await opened("desk", here.platform.urls.application, "live, 12 streams", async (page) => {
      await page.getByRole("cell", { name: "fresh" }).first().waitFor();
      await page.getByRole("button", { name: "Run backtest" }).click();
      await page
        .getByRole("link", { name: /Equity curve/ })
        .first()
        .waitFor({ timeout: 60_000 });
    });
    expect(errors).toEqual([]);
  });

  it("Node-RED asks for a login before it shows a flow", async () => {
    expect(await opened("node-red", here.platform.urls.nodeRed, "Username")).toEqual([]);
  });
});

function picture(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.png`);
}
