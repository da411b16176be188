import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { openWebsite } from "../http/support.ts";
import { openTrading, showOrdinaryDay, useBrowser } from "./support.ts";

const open = useBrowser();
const live = (page: Page) => page.getByText("Page live").waitFor();

/** What has the focus, as a screen reader would say it: its role and its name. */
const FOCUSED = `(() => {
  const { activeElement: element } = document;
  const labels = [...(element.labels ?? [])].map(({ firstChild }) => firstChild.data.trim());
  const labelled = document.getElementById(element.getAttribute("aria-labelledby") ?? "")?.innerText;
  const name = labels[0] ?? element.getAttribute("aria-label") ?? labelled ?? element.innerText;
  return element.localName + ": " + name;
})()`;

async function tabbed(page: Page, times: number): Promise<readonly unknown[]> {
  const focused: unknown[] = [];
  for (let time = 0; time < times; time += 1) {
    await page.keyboard.press("Tab");
    focused.push(await page.evaluate(FOCUSED));
  }
  return focused;
}

describe("who uses the page", () => {
  it("runs a backtest of the strategy of their choice, sees how far it is, and then its result", async () => {
    const { url, started, pass } = await openTrading();
    const { page, complaints } = await open(url);
    await live(page);
    await page.getByLabel("Market").selectOption("BTCUSDT");
    await page.getByLabel("Strategy").selectOption("mean-reversion");
    await page.getByLabel("Candles").fill("50");
    await page.getByRole("button", { name: "Run backtest" }).click();
    const { progress, finish } = await started.next();
    progress.begin(50);
    progress.advance(20);
    pass();
    const row = page.getByRole("row", { name: /mean-reversion/ });
    const bar = row.getByRole("progressbar", { name: "Progress" });
    await row.getByText("40 %").waitFor();
    expect(await bar.getAttribute("value")).toBe("0.4");
    progress.advance(45);
    pass();
    await row.getByText("90 %").waitFor();
    finish();
    await page.getByRole("status").getByText("Backtest queued.").waitFor();
    while (!(await row.getByText("completed").isVisible())) pass();
    expect(await bar.count()).toBe(0);
    const [picture] = await Promise.all([
      page.waitForResponse(/\/backtests\/1\/equity\.svg$/),
      row.getByRole("link", { name: "Equity curve of 1" }).click(),
    ]);
    expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/svg+xml; charset=utf-8"]);
    expect(complaints).toEqual([]);
  });

  it("cancels a backtest, and keeps the focus while the table changes around it", async () => {
    const { url, started, pass, service } = await openTrading();
    const { page } = await open(url, {}, (fresh) => fresh.clock.install());
    await live(page);
    const run = page.getByRole("button", { name: "Run backtest" });
    await run.click();
    const { progress } = await started.next();
    pass();
    const cancel = page.getByRole("button", { name: "Cancel backtest 1" });
    await cancel.focus();
    progress.begin(10);
    progress.advance(5);
    await page.evaluate(`fetch("/backtests", { method: "POST", headers: { "content-type": "application/json" },
      body: '{"market":"BTCUSDT"}' })`);
    pass();
    await page.getByRole("row", { name: /queued/ }).waitFor();
    expect(await page.evaluate(FOCUSED)).toBe("button: Cancel backtest 1");
    await page.keyboard.press("Enter");
    await page.clock.runFor(5_000);
    await page.getByRole("status").getByText("Backtest 1 is being cancelled.").waitFor();
    while (service.get("1")?.state !== "cancelled") await new Promise(setImmediate);
    pass();
    await page.getByRole("cell", { name: "cancelled" }).waitFor();
  });

  it("is told in the application's words why a backtest is refused", async () => {
    const { url } = await openTrading();
    const { page } = await open(url);
    await live(page);
    await page.getByLabel("Market").selectOption("ETHUSDT");
    await page.getByRole("button", { name: "Run backtest" }).click();
    await page.getByRole("alert").getByText("ETHUSDT").waitFor();
  });

  it("reaches everything with the Tab key, from the top to the bottom and from left to right", async () => {
    const desk = await openTrading();
    showOrdinaryDay(desk);
    const { page } = await open(desk.url);
    await live(page);
    expect(await tabbed(page, 13)).toEqual([
      "a: Skip to the desk",
      "div: Prices",
      "div: Alerts",
      "div: Positions",
      "select: Market",
      "select: Strategy",
      "input: Candles",
      "button: Run backtest",
      "div: Backtests",
      "a: about",
      "a: portfolio",
      "a: alerts",
      "a: backtests",
    ]);
  });

  it("sees where the focus is, and can skip what comes before the desk", async () => {
    const { url } = await openTrading();
    const { page } = await open(url);
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the desk" });
    expect((await skip.boundingBox())?.y).toBeGreaterThan(0);
    expect(await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")).toBe("solid");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
  });

  it("finds the parts of the page by landmark, heading and name", async () => {
    const { url } = await openTrading();
    const { page } = await open(url);
    await live(page);
    for (const landmark of ["banner", "main", "contentinfo"] as const)
      expect(await page.getByRole(landmark).count()).toBe(1);
    expect(await page.getByRole("heading", { level: 1 }).allInnerTexts()).toEqual(["QuantFlow"]);
    const names = ["Portfolio, in USDT", "Prices", "Alerts", /^Profit and loss/, "Positions", "Backtests"];
    for (const name of names) {
      expect(await page.getByRole("heading", { level: 2, name }).count()).toBe(1);
      expect(await page.getByRole("region", { name }).count()).toBe(1);
    }
    for (const empty of ["No alert has arrived.", "No open position.", "No backtest was run yet."])
      await page.getByText(empty).waitFor();
  });

  it("is told when the page is no longer connected, and sees it come back", async () => {
    const first = await openWebsite();
    first.price("BTCUSDT", "1");
    const { page } = await open(first.url);
    await live(page);
    await first.website.stop();
    await page.getByText("Not connected to QuantFlow; trying again in").waitFor();
    await page.getByRole("status").getByText("Connection to QuantFlow lost.").waitFor();
    await page.getByText("What you see is of 00:00:00 UTC").waitFor();
    await page.getByText("Exchange unknown").waitFor();
    const second = await openWebsite({ port: first.port });
    second.price("BTCUSDT", "2");
    await page.getByRole("row", { name: "BTCUSDT 2.00" }).waitFor();
    await live(page);
    await page.getByText("Exchange live, 8 streams").waitFor();
    expect(await page.getByText("Not connected").isVisible()).toBe(false);
  });
});
